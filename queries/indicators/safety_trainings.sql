-- 消防与应急培训: fire and emergency trainings, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from safety_activities
where kind = '专题培训'

-- 应急演练: emergency drills, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from safety_activities
where kind = '应急演练'

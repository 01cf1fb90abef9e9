-- 安全专项检查: special safety inspections, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from safety_activities
where kind = '专项检查'

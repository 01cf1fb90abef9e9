-- 安全集中宣传: safety campaigns, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from safety_activities
where kind = '集中宣传'

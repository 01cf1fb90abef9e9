-- 群体性械斗事件: group brawls, on the day they were reported.
-- A month's zero report is a row of its own kind and adds nothing.
select
    row_id,
    place,
    reported_on as day,
    1 as numerator,
    null as denominator
from incidents
where kind = '群体性械斗'

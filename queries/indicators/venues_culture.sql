-- 法治文化阵地: cultural venues for the law in use, from the day of opening.
-- The last day entered still counts; the day after it takes one away.
select
    row_id,
    place,
    opened_on as day,
    1 as numerator,
    null as denominator
from venues
where kind = '法治文化阵地'
union all
select
    row_id,
    place,
    cast(closed_on + interval 1 day as date) as day,
    -1 as numerator,
    null as denominator
from venues
where kind = '法治文化阵地' and closed_on is not null

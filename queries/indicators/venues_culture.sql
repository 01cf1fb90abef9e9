-- 法治文化阵地: cultural venues for the law in use, from the day of opening.
-- The last day entered still counts; the day after it takes one away.
select
    row_id,
    place,
    opened_on as from_day,
    closed_on as last_day,
    1 as numerator,
    null as denominator
from venues
where kind = '法治文化阵地'

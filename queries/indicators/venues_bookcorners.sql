-- 法律图书角: law book corners in use, from the day of opening.
-- The last day entered still counts; the day after it takes one away.
select
    row_id,
    place,
    opened_on as day,
    1 as numerator,
    null as denominator
from venues
where kind = '法律图书角'
union all
select
    row_id,
    place,
    cast(closed_on + interval 1 day as date) as day,
    -1 as numerator,
    null as denominator
from venues
where kind = '法律图书角' and closed_on is not null

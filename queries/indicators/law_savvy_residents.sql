-- 法律明白人: residents trained in the law and in office, from the day they took it up.
-- The last day entered still counts; the day after it takes one away.
select
    row_id,
    place,
    since as day,
    1 as numerator,
    null as denominator
from law_savvy_residents
union all
select
    row_id,
    place,
    cast(until + interval 1 day as date) as day,
    -1 as numerator,
    null as denominator
from law_savvy_residents
where until is not null

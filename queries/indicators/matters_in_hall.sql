-- 民生事项入驻率: matters of public welfare handled in the service hall, of those listed for it.
-- A matter counts 0/1 from the day it was listed and 1/0 from the day it moved in, but never before it was
-- listed; the day after it was struck off the list takes back what it had added.
select
    row_id,
    place,
    listed_on as from_day,
    removed_on as last_day,
    0 as numerator,
    1 as denominator
from service_matters
union all
select
    row_id,
    place,
    greatest(in_hall_since, listed_on) as from_day,
    removed_on as last_day,
    1 as numerator,
    0 as denominator
from service_matters
where in_hall_since <= coalesce(removed_on, in_hall_since)

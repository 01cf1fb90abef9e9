-- 参评率: completed cases that were rated, of all completed cases.
select
    row_id,
    place,
    completed_on as day,
    case when rating is not null then 1 else 0 end as numerator,
    1 as denominator
from service_cases
where completed_on is not null

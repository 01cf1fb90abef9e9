-- 网上评价率: completed online cases that were rated, of all completed online cases.
select
    row_id,
    place,
    completed_on as day,
    case when rating is not null then 1 else 0 end as numerator,
    1 as denominator
from service_cases
where channel = '网上' and completed_on is not null

-- 群众满意率: cases rated 基本满意 or better, of those rated.
-- A rating carries no date of its own and counts on the day the case was completed.
select
    row_id,
    place,
    completed_on as day,
    case when rating in ('非常满意', '满意', '基本满意') then 1 else 0 end as numerator,
    1 as denominator
from service_cases
where completed_on is not null and rating is not null

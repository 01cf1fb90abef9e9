-- 代表建议办理满意率: proposals the deputy rated 基本满意 or better, of those rated.
-- A rating carries no date of its own and counts on the closing day.
select
    row_id,
    place,
    closed_on as day,
    case when rating in ('满意', '基本满意') then 1 else 0 end as numerator,
    1 as denominator
from proposals
where closed_on is not null and rating is not null

-- 代表建议参评率: closed rows of proposals, one fact per row; the numerator is 1 where the row was rated.
-- A rating carries no date, so both count on the day of closing.
select
    row_id,
    place,
    closed_on as day,
    case when rating is not null then 1 else 0 end as numerator,
    1 as denominator
from proposals
where closed_on is not null

-- 办结人大代表建议: deputies' proposals closed, on the closing day.
select
    row_id,
    place,
    closed_on as day,
    1 as numerator,
    null as denominator
from proposals
where closed_on is not null

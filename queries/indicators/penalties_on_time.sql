-- 处罚按期作出率: penalty cases decided within 90 days of being filed.
-- A case late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'penalty_decide'

-- 调解按期率: disputes whose mediation ended within a month of acceptance, with or without a settlement.
-- A dispute late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'mediation_settle'

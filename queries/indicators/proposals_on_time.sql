-- 代表建议按期办结率: deputies' proposals answered within 3 months (complex ones 6).
-- A proposal late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'proposal_reply'

-- 信访按期办结率: petitions closed within 60 days of acceptance (90 if extended).
-- A petition late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'petition_close'

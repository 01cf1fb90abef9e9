-- 群众诉求按期答复率: requests of the public answered by their own limit.
-- A request late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'request_answer'

-- 政务服务按期办结率: service cases completed by the day promised to the applicant.
-- A case late or still open counts against us from the day after its promise.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'service_promise'

-- 问题按期整改率: problems of every source put right by their own limit.
-- A problem late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'problem_rectify'

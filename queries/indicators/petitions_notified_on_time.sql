-- 信访及时受理告知率: petitions answered within 15 days by a notice whether they are accepted.
-- A petition whose notice is late or missing counts against us from the day after the limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'petition_notify'

-- 主动公开及时率: government information published within 20 working days.
-- Party and village affairs have no such limit.
-- An item late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'disclosure_publish'

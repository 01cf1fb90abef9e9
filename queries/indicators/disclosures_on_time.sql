-- 主动公开及时率: government information published within 20 working days.
-- Party and village affairs have no such limit.
-- An item late or still open counts against us from the day after its limit.
select
    row_id,
    place,
    case when finished_on <= due_on then finished_on else cast(due_on + interval 1 day as date) end as day,
    case when finished_on <= due_on then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'disclosure_publish'

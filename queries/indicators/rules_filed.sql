-- 规范性文件备案及时率: normative documents filed in time after they were issued.
-- A document filed late or not at all counts against us from the day after its limit.
select
    row_id,
    place,
    case when finished_on <= due_on then finished_on else cast(due_on + interval 1 day as date) end as day,
    case when finished_on <= due_on then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'rule_filing'

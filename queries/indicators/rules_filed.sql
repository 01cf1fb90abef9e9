-- 规范性文件备案及时率: normative documents filed in time after they were issued.
-- A document filed late or not at all counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule = 'rule_filing'

-- 行政处罚: penalties imposed, on the day of the decision.
-- One row is one case, whatever the number of penalties in it. A decision not to punish is no penalty, and neither is a case
-- handed on to others (其他); a decided case without an outcome is taken as punished.
select
    row_id,
    place,
    decided_on as day,
    1 as numerator,
    null as denominator
from enforcement_cases
where kind = '处罚' and decided_on is not null and coalesce(outcome, '作出处罚') = '作出处罚'

-- 重大决策集体讨论率: major decisions taken after collective discussion, of all decided.
-- No law exempts a major decision from it, so 不适用 counts as not discussed. Undecided ones do not count yet.
select
    row_id,
    place,
    decided_on as day,
    case when collective = '是' then 1 else 0 end as numerator,
    1 as denominator
from decisions
where decided_on is not null

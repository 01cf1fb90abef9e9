-- 参加执法资格考试: people who sat the enforcement qualification examination, one ledger row each.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from trainings
where kind = '行政执法资格考试'

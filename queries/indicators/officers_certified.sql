-- 持有行政执法证人员: people holding a valid certificate, from the day it was issued.
-- It ends with its expiry or its revocation, whichever comes first; that last day still counts, the day after it takes
-- one away. A person whose certificate is renewed by a new row is counted once: `terms` says what each row adds.
-- (docs/decisions.md, "The last valid day")
select
    row_id,
    place,
    from_day,
    last_day,
    1 as numerator,
    null as denominator
from terms
where ledger = 'officers' and from_day is not null

-- 持有行政执法证人员: officers holding a valid certificate, from the day it was issued.
-- It ends with its expiry or its revocation, whichever comes first (least passes over an empty date); that
-- last day still counts, the day after it takes one away.
select
    row_id,
    place,
    certified_on as day,
    1 as numerator,
    null as denominator
from officers
union all
select
    row_id,
    place,
    cast(least(expires_on, revoked_on) + interval 1 day as date) as day,
    -1 as numerator,
    null as denominator
from officers
where least(expires_on, revoked_on) is not null

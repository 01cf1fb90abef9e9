-- 接待来信来访: petitions by letter or in person, on the day they were registered.
-- Those made online or by telephone stand in the same ledger and are not meant here.
select
    row_id,
    place,
    registered_on as day,
    1 as numerator,
    null as denominator
from petitions
where kind in ('来信', '来访')

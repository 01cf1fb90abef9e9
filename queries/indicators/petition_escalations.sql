-- 越级集体访事件: collective petitions carried past the responsible level, on the day they were reported.
-- A petition lawfully registered with us stands in the petition ledger and is not counted here.
select
    row_id,
    place,
    reported_on as day,
    1 as numerator,
    null as denominator
from incidents
where kind = '越级集体访'

-- 行政检查: inspections with a named subject, on the day of the inspection.
-- A patrol of the river is none: it has no subject and stands in its own ledger.
select
    row_id,
    place,
    filed_on as day,
    1 as numerator,
    null as denominator
from enforcement_cases
where kind = '检查' and subject is not null

-- Question: Which cases other than inspections, done on their day, were disclosed without a decision?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: disclosed_on, decided_on, kind
-- Message: 是公示日期，但没有决定日期，请补填决定日期，或清空公示日期
select row_id
from enforcement_cases
where
    place like $place
    and disclosed_on is not null
    and decided_on is null
    and kind <> '检查' -- the findings of an inspection are disclosed as they are

-- Question: Which cases other than inspections, done on their day, have an outcome but no decision?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: decided_on, outcome
-- Message: 没有填写，但决定结果已填“{outcome}”，请补填决定日期，或清空决定结果
select row_id, outcome
from enforcement_cases
where place like $place and kind <> '检查' and outcome is not null and decided_on is null

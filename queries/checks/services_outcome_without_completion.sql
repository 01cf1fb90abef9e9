-- Question: Which cases have an outcome but no day of completion?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 疑点
-- Columns: completed_on, outcome
-- Message: 没有填写，但办理结果已填“{outcome}”，请补填办结日期，或清空办理结果
select row_id, outcome
from service_cases
where place like $place and outcome is not null and completed_on is null

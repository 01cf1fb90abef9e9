-- Question: Which cases have a day of completion but no outcome?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 疑点
-- Columns: outcome, completed_on
-- Message: 没有填写，但已有办结日期 {completed_on}，请补填办理结果
select row_id, completed_on
from service_cases
where place like $place and completed_on is not null and outcome is null

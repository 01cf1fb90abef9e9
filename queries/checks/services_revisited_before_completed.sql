-- Question: Which bad ratings were followed up before the case was completed?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 错误
-- Columns: revisited_on, completed_on
-- Message: 早于办结日期 {completed_on}，请核对这两个日期，改正填错的一个
select row_id, completed_on
from service_cases
where place like $place and revisited_on < completed_on

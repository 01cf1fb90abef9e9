-- Question: Which cases were completed before they were accepted?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 错误
-- Columns: completed_on, accepted_on
-- Message: 早于受理日期 {accepted_on}，请核对这两个日期，改正填错的一个
select row_id, accepted_on
from service_cases
where place like $place and completed_on < accepted_on

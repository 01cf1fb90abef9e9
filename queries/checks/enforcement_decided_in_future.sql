-- Question: Which cases were decided on a day that has not come yet?
-- Ledger: enforcement_cases
-- Parameters: $place, $today
-- Reads: enforcement_cases
-- Severity: 错误
-- Columns: decided_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from enforcement_cases
where place like $place and decided_on > cast($today as date)

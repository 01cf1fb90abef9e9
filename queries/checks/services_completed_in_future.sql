-- Question: Which cases were completed on a day that has not come yet?
-- Ledger: service_cases
-- Parameters: $place, $today
-- Reads: service_cases
-- Severity: 错误
-- Columns: completed_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from service_cases
where place like $place and completed_on > cast($today as date)

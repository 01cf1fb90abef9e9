-- Question: What was decided on a day that has not come yet?
-- Ledger: decisions
-- Parameters: $place, $today
-- Reads: decisions
-- Severity: 错误
-- Columns: decided_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from decisions
where place like $place and decided_on > cast($today as date)

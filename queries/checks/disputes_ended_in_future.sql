-- Question: Which disputes ended on a day that has not come yet?
-- Ledger: disputes
-- Parameters: $place, $today
-- Reads: disputes
-- Severity: 错误
-- Columns: ended_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from disputes
where place like $place and ended_on > cast($today as date)

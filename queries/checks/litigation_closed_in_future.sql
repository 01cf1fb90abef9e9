-- Question: Which cases ended on a day that has not come yet?
-- Ledger: litigation
-- Parameters: $place, $today
-- Reads: litigation
-- Severity: 错误
-- Columns: closed_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from litigation
where place like $place and closed_on > cast($today as date)

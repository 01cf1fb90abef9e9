-- Question: Which problems were put right on a day that has not come yet?
-- Ledger: problems
-- Parameters: $place, $today
-- Reads: problems
-- Severity: 错误
-- Columns: rectified_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from problems
where place like $place and rectified_on > cast($today as date)

-- Question: Which proposals were closed on a day that has not come yet?
-- Ledger: proposals
-- Parameters: $place, $today
-- Reads: proposals
-- Severity: 错误
-- Columns: closed_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from proposals
where place like $place and closed_on > cast($today as date)

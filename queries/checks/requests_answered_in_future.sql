-- Question: Which requests were answered on a day that has not come yet?
-- Ledger: requests
-- Parameters: $place, $today
-- Reads: requests
-- Severity: 错误
-- Columns: answered_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from requests
where place like $place and answered_on > cast($today as date)

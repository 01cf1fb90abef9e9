-- Question: Which rows have a main date that has not come yet?
-- Ledger: *
-- Parameters: $place, $today
-- Reads: ledger_rows
-- Severity: 错误
-- Columns: day
-- Message: 是还没有到的日期，请核对年月日后改正
select ledger, row_id
from ledger_rows
where place like $place and day > cast($today as date)

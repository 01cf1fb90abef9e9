-- Question: Which rows have a main date before 1990?
-- Ledger: *
-- Parameters: $place
-- Reads: ledger_rows
-- Severity: 疑点
-- Columns: day
-- Message: 是很多年以前的日期，请核对年份有没有填错
select ledger, row_id
from ledger_rows
where place like $place and day < cast('1990-01-01' as date)

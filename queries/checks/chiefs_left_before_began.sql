-- Question: Which river chiefs left before they began?
-- Ledger: river_chiefs
-- Parameters: $place
-- Reads: river_chiefs
-- Severity: 错误
-- Columns: until, since
-- Message: 早于任职日期 {since}，请核对这两个日期，改正填错的一个
select row_id, since
from river_chiefs
where place like $place and until < since

-- Question: Which venues closed before they opened?
-- Ledger: venues
-- Parameters: $place
-- Reads: venues
-- Severity: 错误
-- Columns: closed_on, opened_on
-- Message: 早于启用日期 {opened_on}，请核对这两个日期，改正填错的一个
select row_id, opened_on
from venues
where place like $place and closed_on < opened_on

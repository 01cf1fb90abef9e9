-- Question: Which agreements went to court for confirmation before they were reached?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 错误
-- Columns: confirm_applied_on, ended_on
-- Message: 早于调结日期 {ended_on}，请核对这两个日期，改正填错的一个
select row_id, ended_on
from disputes
where place like $place and confirm_applied_on < ended_on

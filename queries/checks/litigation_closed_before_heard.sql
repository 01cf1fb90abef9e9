-- Question: Which cases ended before they were heard?
-- Ledger: litigation
-- Parameters: $place
-- Reads: litigation
-- Severity: 错误
-- Columns: closed_on, heard_on
-- Message: 早于开庭日期 {heard_on}，请核对这两个日期，改正填错的一个
select row_id, heard_on
from litigation
where place like $place and closed_on < heard_on

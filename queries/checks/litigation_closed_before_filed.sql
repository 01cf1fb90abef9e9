-- Question: Which cases ended before they began?
-- Ledger: litigation
-- Parameters: $place
-- Reads: litigation
-- Severity: 错误
-- Columns: closed_on, filed_on
-- Message: 早于立案日期 {filed_on}，请核对这两个日期，改正填错的一个
select row_id, filed_on
from litigation
where place like $place and closed_on < filed_on

-- Question: Which agreements were confirmed before anybody applied?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 错误
-- Columns: confirmed_on, confirm_applied_on
-- Message: 早于申请司法确认日期 {confirm_applied_on}，请核对这两个日期，改正填错的一个
select row_id, confirm_applied_on
from disputes
where place like $place and confirmed_on < confirm_applied_on

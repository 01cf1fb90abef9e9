-- Question: Which documents were filed for the record before they were issued?
-- Ledger: rules
-- Parameters: $place
-- Reads: rules
-- Severity: 错误
-- Columns: filed_on, issued_on
-- Message: 早于印发日期 {issued_on}，请核对这两个日期，改正填错的一个
select row_id, issued_on
from rules
where place like $place and filed_on < issued_on

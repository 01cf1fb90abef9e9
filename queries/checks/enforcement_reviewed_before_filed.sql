-- Question: Which cases had their legal review before they were filed?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 错误
-- Columns: legal_reviewed_on, filed_on
-- Message: 早于立案日期 {filed_on}，请核对这两个日期，改正填错的一个
select row_id, filed_on
from enforcement_cases
where place like $place and legal_reviewed_on < filed_on

-- Question: Which decisions were disclosed before they were made?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 错误
-- Columns: disclosed_on, decided_on
-- Message: 早于决定日期 {decided_on}，请核对这两个日期，改正填错的一个
select row_id, decided_on
from enforcement_cases
where place like $place and disclosed_on < decided_on

-- Question: Which problems were put right before they were found?
-- Ledger: problems
-- Parameters: $place
-- Reads: problems
-- Severity: 错误
-- Columns: rectified_on, found_on
-- Message: 早于发现日期 {found_on}，请核对这两个日期，改正填错的一个
select row_id, found_on
from problems
where place like $place and rectified_on < found_on

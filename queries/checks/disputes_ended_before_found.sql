-- Question: Which disputes ended before they were found, nobody having accepted them?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 错误
-- Columns: ended_on, found_on, accepted_on
-- Message: 早于排查日期 {found_on}，请核对这两个日期，改正填错的一个
select row_id, found_on
from disputes
where place like $place and accepted_on is null and ended_on < found_on

-- Question: Which petitions were closed before they were registered, nobody having accepted them?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 错误
-- Columns: closed_on, registered_on, accepted_on
-- Message: 早于登记日期 {registered_on}，请核对这两个日期，改正填错的一个
select row_id, registered_on
from petitions
where place like $place and accepted_on is null and closed_on < registered_on

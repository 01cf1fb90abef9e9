-- Question: Which petitions were closed before they were accepted?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 错误
-- Columns: closed_on, accepted_on
-- Message: 早于受理日期 {accepted_on}，请核对这两个日期，改正填错的一个
select row_id, accepted_on
from petitions
where place like $place and closed_on < accepted_on

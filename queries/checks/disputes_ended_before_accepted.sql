-- Question: Which disputes ended before they were accepted?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 错误
-- Columns: ended_on, accepted_on
-- Message: 早于受理日期 {accepted_on}，请核对这两个日期，改正填错的一个
select row_id, accepted_on
from disputes
where place like $place and ended_on < accepted_on

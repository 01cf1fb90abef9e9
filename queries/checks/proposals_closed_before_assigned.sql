-- Question: Which proposals were closed before they were assigned?
-- Ledger: proposals
-- Parameters: $place
-- Reads: proposals
-- Severity: 错误
-- Columns: closed_on, assigned_on
-- Message: 早于交办日期 {assigned_on}，请核对这两个日期，改正填错的一个
select row_id, assigned_on
from proposals
where place like $place and closed_on < assigned_on

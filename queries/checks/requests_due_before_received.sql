-- Question: Which requests were due before they came?
-- Ledger: requests
-- Parameters: $place
-- Reads: requests
-- Severity: 错误
-- Columns: due_on, received_on
-- Message: 早于收到日期 {received_on}，请核对这两个日期，改正填错的一个
select row_id, received_on
from requests
where place like $place and due_on < received_on

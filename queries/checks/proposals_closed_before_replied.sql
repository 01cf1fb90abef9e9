-- Question: Which proposals were closed before the deputy had a reply?
-- Ledger: proposals
-- Parameters: $place
-- Reads: proposals
-- Severity: 疑点
-- Columns: closed_on, replied_on
-- Message: 早于答复日期 {replied_on}：一般先答复后办结，请核对这两个日期
select row_id, replied_on
from proposals
where place like $place and closed_on < replied_on

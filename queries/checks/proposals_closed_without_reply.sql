-- Question: Which proposals were closed without a reply to the deputy?
-- Ledger: proposals
-- Parameters: $place
-- Reads: proposals
-- Severity: 疑点
-- Columns: replied_on, closed_on
-- Message: 没有填写，但已于 {closed_on} 办结，请补填答复代表的日期
select row_id, closed_on
from proposals
where place like $place and closed_on is not null and replied_on is null

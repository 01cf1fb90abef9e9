-- Question: Which agreements were confirmed without an application?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 疑点
-- Columns: confirm_applied_on, confirmed_on
-- Message: 没有填写，但已于 {confirmed_on} 确认，请补填申请日期
select row_id, confirmed_on
from disputes
where place like $place and confirmed_on is not null and confirm_applied_on is null

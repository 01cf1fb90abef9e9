-- Question: Which documents were issued before their legal review?
-- Ledger: rules
-- Parameters: $place
-- Reads: rules
-- Severity: 疑点
-- Columns: reviewed_on, issued_on
-- Message: 晚于印发日期 {issued_on}：应先审核、后印发，请核对这两个日期；确实审核在后的，请在备注里写明
select row_id, issued_on
from rules
where place like $place and reviewed_on > issued_on

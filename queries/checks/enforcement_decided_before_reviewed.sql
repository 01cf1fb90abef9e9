-- Question: Which cases that need a legal review were decided before it?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: decided_on, legal_reviewed_on, needs_legal_review
-- Message: 早于法制审核日期 {legal_reviewed_on}：应先审核、后决定，请核对这两个日期；确实审核在后的，请在备注里写明
select row_id, legal_reviewed_on
from enforcement_cases
where place like $place and needs_legal_review = '是' and decided_on < legal_reviewed_on

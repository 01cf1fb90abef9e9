-- Question: Which cases that need a legal review were decided without one?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: legal_reviewed_on, decided_on, needs_legal_review
-- Message: 没有填写，但这一件需法制审核，并且已于 {decided_on} 决定，请补填审核日期
select row_id, decided_on
from enforcement_cases
where place like $place and needs_legal_review = '是' and decided_on is not null and legal_reviewed_on is null

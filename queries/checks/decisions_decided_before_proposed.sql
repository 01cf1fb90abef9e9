-- Question: What was decided before it was proposed?
-- Ledger: decisions
-- Parameters: $place
-- Reads: decisions
-- Severity: 错误
-- Columns: decided_on, proposed_on
-- Message: 早于提出日期 {proposed_on}，请核对这两个日期，改正填错的一个
select row_id, proposed_on
from decisions
where place like $place and decided_on < proposed_on

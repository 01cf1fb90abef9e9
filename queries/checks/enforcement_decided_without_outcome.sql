-- Question: Which cases were decided without an outcome?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: outcome, decided_on
-- Message: 没有填写，但已有决定日期 {decided_on}，请补填决定结果
select row_id, decided_on
from enforcement_cases
where place like $place and decided_on is not null and outcome is null

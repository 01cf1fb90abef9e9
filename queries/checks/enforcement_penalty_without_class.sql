-- Question: Which penalties have no class?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: penalty_class, outcome
-- Message: 没有填写，但已作出处罚，请补填处罚种类
select row_id
from enforcement_cases
where place like $place and outcome = '作出处罚' and penalty_class is null

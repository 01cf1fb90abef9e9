-- Question: Which inspections, licences and waived penalties have a class of penalty?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 错误
-- Columns: penalty_class, kind, outcome
-- Message: 与种类“{kind}”或决定结果不相配：没有作出处罚就没有处罚种类，请改正种类和决定结果，或清空处罚种类
select row_id, kind
from enforcement_cases
where
    place like $place
    and penalty_class is not null
    and (kind in ('检查', '许可') or outcome = '不予处罚' or (kind = '处罚' and outcome = '其他'))

-- Question: Which cases have an outcome that belongs to another kind of case?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 错误
-- Columns: outcome, kind
-- Message: 与执法种类“{kind}”不相配，请改正种类或决定结果
select row_id, kind
from enforcement_cases
where
    place like $place
    and (
        (outcome in ('准予许可', '不予许可', '撤销许可') and kind <> '许可')
        or (outcome in ('作出处罚', '不予处罚') and kind <> '处罚')
    )

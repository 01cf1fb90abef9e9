-- Question: Which inspections, licences and waived penalties have an amount?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 错误
-- Columns: amount_fen, kind, outcome
-- Message: 与种类“{kind}”或决定结果不相配：没有作出处罚就没有罚没金额，请改正种类和决定结果，或清空金额
select row_id, kind
from enforcement_cases
where
    place like $place
    and amount_fen > 0
    -- enforcement by force may bring a surcharge
    and (kind in ('检查', '许可') or outcome = '不予处罚' or (kind = '处罚' and outcome = '其他'))

-- Question: Which fines have no amount?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: amount_fen, penalty_class
-- Message: 空着或者是 0，但处罚种类是罚款，请补填罚没金额（元）
select row_id
from enforcement_cases
where place like $place and penalty_class = '罚款' and coalesce(amount_fen, 0) = 0

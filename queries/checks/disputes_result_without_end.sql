-- Question: Which disputes have a result but no end?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 疑点
-- Columns: ended_on, result
-- Message: 没有填写，但结果已填“{result}”，请补填调结日期
select row_id, result
from disputes
where place like $place and ended_on is null and result <> '在办'

-- Question: Which cases have a result but no end?
-- Ledger: litigation
-- Parameters: $place
-- Reads: litigation
-- Severity: 疑点
-- Columns: closed_on, result
-- Message: 没有填写，但结果已填“{result}”，请补填结案日期
select row_id, result
from litigation
where place like $place and closed_on is null and result <> '在审'

-- Question: Which disputes have ended and are still said to be under way?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 错误
-- Columns: result, ended_on
-- Message: 与调结日期 {ended_on} 相矛盾，请改填结果，或清空调结日期
select row_id, ended_on
from disputes
where place like $place and ended_on is not null and result = '在办'

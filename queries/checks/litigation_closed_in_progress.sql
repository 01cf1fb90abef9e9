-- Question: Which cases have ended and are still said to be before the court?
-- Ledger: litigation
-- Parameters: $place
-- Reads: litigation
-- Severity: 错误
-- Columns: result, closed_on
-- Message: 与结案日期 {closed_on} 相矛盾，请改填结果，或清空结案日期
select row_id, closed_on
from litigation
where place like $place and closed_on is not null and result = '在审'

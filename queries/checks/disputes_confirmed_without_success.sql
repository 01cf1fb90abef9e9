-- Question: Which disputes went to court for confirmation although mediation did not succeed?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 错误
-- Columns: confirm_applied_on, confirmed_on, result
-- Message: 不应填写：调解成功的才能申请司法确认，这一件的结果是“{result}”，请改正结果，或清空司法确认的日期
select row_id, result
from disputes
where place like $place and coalesce(confirm_applied_on, confirmed_on) is not null and result <> '调解成功'

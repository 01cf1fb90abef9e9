-- Question: Which legal trainings have no hours?
-- Ledger: trainings
-- Parameters: $place
-- Reads: trainings
-- Severity: 疑点
-- Columns: hours, kind
-- Message: 空着或者是 0，这次培训没有计入学时，请补填
select row_id
from trainings
where place like $place and kind = '法律知识培训' and coalesce(hours, 0) = 0

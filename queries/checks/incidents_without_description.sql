-- Question: Which incidents are not described?
-- Ledger: incidents
-- Parameters: $place
-- Reads: incidents
-- Severity: 疑点
-- Columns: description, kind
-- Message: 没有填写，发生“{kind}”应写明经过和处置，请补填
select row_id, kind
from incidents
where place like $place and kind <> '零报告' and description is null

-- Question: Which petitions were accepted although they are out of scope?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 疑点
-- Columns: accepted_on, out_of_scope
-- Message: 受理了，但“不属本级职权”填的是“是”，请改填“否”，或清空受理日期
select row_id
from petitions
where place like $place and accepted_on is not null and out_of_scope = '是'

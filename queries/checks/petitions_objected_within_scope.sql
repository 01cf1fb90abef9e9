-- Question: Which petitions were objected to although they are in scope?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 疑点
-- Columns: objected_on, out_of_scope, accepted_on
-- Message: 提出了异议，但“不属本级职权”填的是“否”，请改填“是”，或清空提出异议日期
select row_id
from petitions
where place like $place and objected_on is not null and out_of_scope = '否' and accepted_on is null

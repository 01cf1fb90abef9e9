-- Question: In which cases did the head appear without a hearing?
-- Ledger: litigation
-- Parameters: $place
-- Reads: litigation
-- Severity: 疑点
-- Columns: head_appeared, heard_on
-- Message: 与开庭日期不相配：没有填开庭日期，请补填，或改填负责人出庭
select row_id
from litigation
where place like $place and head_appeared = '是' and heard_on is null

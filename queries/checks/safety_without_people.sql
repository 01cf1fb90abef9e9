-- Question: Which safety activities reached nobody?
-- Ledger: safety_activities
-- Parameters: $place
-- Reads: safety_activities
-- Severity: 疑点
-- Columns: people, kind
-- Message: 空着或者是 0，这一次{kind}没有计入人次，请补填实际人次
select row_id, kind
from safety_activities
where place like $place and coalesce(people, 0) = 0 and kind <> '专项检查'

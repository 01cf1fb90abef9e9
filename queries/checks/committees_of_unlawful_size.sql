-- Question: Which mediation committees have fewer than three or more than nine members?
-- Ledger: mediation_committees
-- Parameters: $place
-- Reads: mediation_committees
-- Severity: 疑点
-- Columns: members
-- Message: 不是三至九人（人民调解法第八条），请核对人数
select row_id
from mediation_committees
where place like $place and (members < 3 or members > 9)

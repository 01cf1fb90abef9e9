-- Question: Which publicity events reached nobody?
-- Ledger: publicity_events
-- Parameters: $place
-- Reads: publicity_events
-- Severity: 疑点
-- Columns: audience
-- Message: 没有受教育人次，这一场对“受教育人次”没有贡献，请补填实际人次
select row_id
from publicity_events
where place like $place and coalesce(audience, 0) = 0

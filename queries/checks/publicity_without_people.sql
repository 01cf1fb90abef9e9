-- Question: Which publicity events reached nobody?
-- Ledger: publicity_events
-- Parameters: $place
-- Reads: publicity_events
-- Severity: 疑点
-- Columns: audience, kind
-- Message: 空着或者是 0，这一场没有计入受教育人次，请补填实际人次
select row_id
from publicity_events
where place like $place and coalesce(audience, 0) = 0 and kind <> '线上宣传'

-- Question: Which oversight events nobody took part in?
-- Ledger: oversight_events
-- Parameters: $place
-- Reads: oversight_events
-- Severity: 疑点
-- Columns: participants
-- Message: 不像是实际人数，请补填；没有记的留空
select row_id
from oversight_events
where place like $place and participants = 0

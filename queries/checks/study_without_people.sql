-- Question: Which study sessions nobody attended?
-- Ledger: study_sessions
-- Parameters: $place
-- Reads: study_sessions
-- Severity: 疑点
-- Columns: attendees
-- Message: 不像是实际人数，请补填；没有记的留空
select row_id
from study_sessions
where place like $place and attendees = 0

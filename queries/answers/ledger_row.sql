-- Question: Where does one row of a ledger stand, and what does it say?
-- Parameters: $place, $ledger, $row_id
-- Columns: row_id, place (code), day, source_file, line, cells (joined by U+001F, masked)
-- Grain: one row, or none.
select row_id, place, day, source_file, line, cells
from seen_rows
where ledger = $ledger and row_id = $row_id
order by row_id asc nulls last, line asc nulls last

-- Question: Where do the rows with these keys stand, and what do they say?
-- Parameters: $place, $ledger, $keys (a list)
-- Columns: row_id, place (code), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per key that a row of the ledger has at the place.
select row_id, place, source_file, line, cells
from seen_rows
where ledger = $ledger and row_id in (select unnest($keys))
order by row_id asc nulls last

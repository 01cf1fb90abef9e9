-- Question: Where does one row of a ledger stand, and what does it say?
-- Parameters: $place, $ledger, $row_id, $unmasked
-- Columns: row_id, place (code), day, source_file, line, cells (joined by U+001F, masked)
-- Grain: one row, or none.
select
    row_id,
    place,
    day,
    source_file,
    line,
    case when $unmasked and original is not null then original else cells end as cells
from ledger_rows
where place like $place and ledger = $ledger and row_id = $row_id
order by row_id asc nulls last, line asc nulls last

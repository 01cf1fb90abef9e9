-- seen_rows: every ledger row at the place asked for, as the reader may see it. Here alone is decided who reads what unmasked.
-- An answer that names it reads through it: it becomes the first step of the answer (engine/snapshot/query_files.py).
-- Parameters: $place, $unmasked
-- Columns: ledger, row_id, row_no, place (code), day (main date), source_file, line, cells (in contract order, joined by
--   U+001F, personal data masked unless the reader may see it)
-- Grain: one row per ledger row.
select
    ledger,
    row_id,
    row_no,
    place,
    day,
    source_file,
    line,
    case when $unmasked and original is not null then original else cells end as cells
from ledger_rows
where place like $place

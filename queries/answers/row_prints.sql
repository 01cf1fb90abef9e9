-- Question: What tells whether these rows still say what they said?
-- Parameters: $place, $ledger, $keys (a list)
-- Columns: row_id, fingerprint (of all the cells as they were written)
-- Grain: one row per key that a row of the ledger has at the place.
select
    row_id,
    md5(coalesce(original, cells)) as fingerprint
from ledger_rows
where
    place like $place
    and ledger = $ledger
    and row_id in (select unnest($keys))
order by row_id asc nulls last

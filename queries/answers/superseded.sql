-- Question: Which rows did a later file replace?
-- Parameters: $place
-- Columns: ledger, row_id, source_file, line (of the replaced row)
-- Grain: one row per replaced row; the later file's row is the one that counts.
select ledger, row_id, source_file, line
from superseded
where place like $place
order by ledger asc nulls last, source_file asc nulls last, line asc nulls last

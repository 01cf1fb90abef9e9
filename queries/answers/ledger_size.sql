-- Question: How many rows of a ledger match?
-- Parameters: $place, $ledger, $from_day, $to_day, $search ('' = all)
-- Columns: row_count
-- Grain: one row.
select count(*) as row_count
from seen_rows
where
    ledger = $ledger
    and (day is null or day between cast($from_day as date) and cast($to_day as date))
    and ($search = '' or contains(cells, $search))

-- Question: How many rows of a ledger match?
-- Parameters: $place, $ledger, $from_day, $to_day, $search ('' = all), $unmasked
-- Columns: row_count
-- Grain: one row.
select count(*) as row_count
from ledger_rows
where
    place like $place
    and ledger = $ledger
    and (day is null or day between cast($from_day as date) and cast($to_day as date))
    and ($search = '' or contains(case when $unmasked and original is not null then original else cells end, $search))

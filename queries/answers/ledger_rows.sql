-- Question: Which rows does a ledger hold?
-- Parameters: $place, $ledger, $from_day, $to_day, $search ('' = all), $most, $skip
-- Columns: row_id, place (code), day (main date), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per ledger row, the latest first. The search sees what the reader sees, so it cannot guess at masked data.
select row_id, place, day, source_file, line, cells
from seen_rows
where
    ledger = $ledger
    and (day is null or day between cast($from_day as date) and cast($to_day as date))
    and ($search = '' or contains(cells, $search))
order by day desc nulls last, row_id asc nulls last
limit $most offset $skip

-- Question: How fresh is each ledger, and how far back does it reach?
-- Parameters: $place, $today
-- Columns: ledger, first_on, last_on (main dates, none after $today), row_count
-- Grain: one row per ledger with rows.
select
    ledger,
    min(day) as first_on,
    max(day) as last_on,
    count(*) as row_count
from ledger_rows
where place like $place and day <= cast($today as date)
group by ledger
order by ledger asc nulls last

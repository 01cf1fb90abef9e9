-- Question: Which ledger rows have this number, or say this?
-- Parameters: $place, $ledgers (list), $search, $most (rows at most)
-- Columns: ledger, row_id, place (code), day (main date), cells (joined by U+001F, masked),
--   closeness (0: its number, 1: its number begins so, 3: it says so), row_count (of all of them, also those beyond $most)
-- Grain: one row per ledger row found, the closest first, then the latest.
-- The search sees what the reader sees, so it cannot guess at masked data.
select ledger, row_id, place, day, cells, closeness, count(*) over () as row_count
from (
    select
        ledger, row_id, place, day, cells,
        case
            when lower(row_id) = lower($search) then 0
            when starts_with(lower(row_id), lower($search)) then 1
            when contains(cells, $search) then 3
        end as closeness
    from seen_rows
    where ledger in (select unnest($ledgers))
) as judged
where closeness is not null
order by closeness asc nulls last, day desc nulls last, ledger asc nulls last, row_id asc nulls last
limit $most

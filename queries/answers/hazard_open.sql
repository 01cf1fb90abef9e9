-- Question: Which problems are still to be put right?
-- Parameters: $place, $as_of, $most (problems at most)
-- Reads: problems
-- Columns: row_id, place (code), source, found_on, due_on (null = no limit was set), days_left (negative = over),
--   row_count (of all problems, also those beyond $most), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per problem open on $as_of; the earliest limit first.
with shown as (
    select row_id, source, found_on, due_on, count(*) over () as row_count
    from problems
    where
        place like $place
        and found_on <= cast($as_of as date)
        and (rectified_on is null or rectified_on > cast($as_of as date))
    order by due_on asc nulls last, found_on asc nulls last, row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    seen_rows.place,
    shown.source,
    shown.found_on,
    shown.due_on,
    date_diff('day', cast($as_of as date), shown.due_on) as days_left,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on seen_rows.ledger = 'problems' and shown.row_id = seen_rows.row_id
order by shown.due_on asc nulls last, shown.found_on asc nulls last, shown.row_id asc nulls last

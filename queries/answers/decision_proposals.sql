-- Question: Which deputies' proposals still wait for an answer?
-- Parameters: $place, $as_of, $most (proposals at most)
-- Columns: row_id, place (code), assigned_on, due_on, days_left (negative = over),
--   row_count (of all proposals, also those beyond $most), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per proposal not answered on $as_of; the earliest limit first.
with shown as (
    select
        row_id,
        started_on,
        due_on,
        count(*) over () as row_count
    from deadlines
    where
        place like $place
        and rule = 'proposal_reply'
        and ledger = 'proposals'
        and known_on <= cast($as_of as date)
        and (finished_on is null or finished_on > cast($as_of as date))
    order by due_on asc nulls last, row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    seen_rows.place,
    shown.started_on as assigned_on,
    shown.due_on,
    date_diff('day', cast($as_of as date), shown.due_on) as days_left,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on seen_rows.ledger = 'proposals' and shown.row_id = seen_rows.row_id
order by shown.due_on asc nulls last, shown.row_id asc nulls last

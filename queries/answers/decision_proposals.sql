-- Question: Which deputies' proposals still wait for an answer?
-- Parameters: $place, $as_of, $unmasked, $most (proposals at most)
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
    ledger_rows.place,
    shown.started_on as assigned_on,
    shown.due_on,
    date_diff('day', cast($as_of as date), shown.due_on) as days_left,
    shown.row_count,
    ledger_rows.source_file,
    ledger_rows.line,
    case when $unmasked and ledger_rows.original is not null then ledger_rows.original else ledger_rows.cells end as cells
from shown
inner join ledger_rows on ledger_rows.ledger = 'proposals' and shown.row_id = ledger_rows.row_id
where ledger_rows.place like $place
order by shown.due_on asc nulls last, shown.row_id asc nulls last

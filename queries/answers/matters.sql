-- Question: Which matters with a time limit are still open, or were finished this year, and how do they stand?
-- Parameters: $place, $year_start, $as_of, $most (matters at most)
-- Columns: rule, ledger, row_id, place (code), started_on, due_on, finished_on (null = open on $as_of),
--   days_left (from $as_of to the limit; negative = over), source_file, line
-- Grain: one row per rule and matter; open ones first, the earliest limit first.
with matters as (
    select
        rule,
        ledger,
        row_id,
        place,
        started_on,
        due_on,
        case when finished_on <= cast($as_of as date) then finished_on end as finished_on
    from deadlines
    where place like $place and started_on <= cast($as_of as date)
)

select
    matters.rule,
    matters.ledger,
    matters.row_id,
    matters.place,
    matters.started_on,
    matters.due_on,
    matters.finished_on,
    date_diff('day', cast($as_of as date), matters.due_on) as days_left,
    ledger_rows.source_file,
    ledger_rows.line
from matters
inner join ledger_rows on matters.ledger = ledger_rows.ledger and matters.row_id = ledger_rows.row_id
where
    ledger_rows.place like $place
    and (matters.finished_on is null or matters.finished_on >= cast($year_start as date))
order by
    matters.finished_on asc nulls first,
    matters.due_on asc nulls last,
    matters.rule asc nulls last,
    matters.row_id asc nulls last
limit $most

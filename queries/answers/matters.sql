-- Question: Which matters with a time limit are still open, or were finished this year, and how do they stand?
-- Parameters: $place, $year_start, $as_of (what was finished by it), $open_on (the day on which open ones are measured),
--   $most (matters at most)
-- Columns: rule, ledger, row_id, place (code), started_on, due_on, finished_on (null = open on $open_on),
--   days_left (from $open_on to the limit; negative = over)
-- Grain: one row per rule and matter; open ones first, the earliest limit first.
with matters as (
    select
        rule,
        ledger,
        row_id,
        place,
        started_on,
        due_on,
        case when finished_on <= cast($open_on as date) then finished_on end as finished_on
    from deadlines
    where
        place like $place
        and known_on <= cast($open_on as date)
        and (
            finished_on is null
            or finished_on > cast($open_on as date)
            or finished_on between cast($year_start as date) and cast($as_of as date)
        )
)

select
    rule,
    ledger,
    row_id,
    place,
    started_on,
    due_on,
    finished_on,
    date_diff('day', cast($open_on as date), due_on) as days_left
from matters
order by finished_on asc nulls first, due_on asc nulls last, rule asc nulls last, row_id asc nulls last
limit $most

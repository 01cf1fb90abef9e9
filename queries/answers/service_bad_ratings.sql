-- Question: Who was not content this year or waited for a call from an earlier one, and were they called back?
-- Parameters: $place, $from_day, $as_of, $most (cases at most)
-- Reads: service_cases
-- Columns: row_id, place (code), completed_on, rating, revisited_on (null = not by $as_of),
--   days_waiting (from completion to the call, or to $as_of), row_count (of all of them, also those beyond $most),
--   source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per completed case rated 不满意 or worse that the year's rate counts; those not called back first, the oldest of them on top.
with bad_ratings as (
    select
        row_id,
        place,
        completed_on,
        rating,
        case when revisited_on <= cast($as_of as date) then revisited_on end as revisited_on
    from service_cases
    where
        place like $place
        and rating in ('不满意', '非常不满意')
        and completed_on <= cast($as_of as date)
        and (completed_on >= cast($from_day as date) or coalesce(revisited_on >= cast($from_day as date), true))
),

-- the join reads the text of no more rows than are shown
shown as (
    select *, count(*) over () as row_count
    from bad_ratings
    order by case when revisited_on is null then 0 else 1 end asc nulls last, completed_on asc nulls last, row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    shown.place,
    shown.completed_on,
    shown.rating,
    shown.revisited_on,
    date_diff('day', shown.completed_on, coalesce(shown.revisited_on, cast($as_of as date))) as days_waiting,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_id = seen_rows.row_id and seen_rows.ledger = 'service_cases'
order by
    case when shown.revisited_on is null then 0 else 1 end asc nulls last,
    shown.completed_on asc nulls last,
    shown.row_id asc nulls last

-- Question: Which reviews and lawsuits are open, or began or ended this year?
-- Parameters: $place, $from_day, $as_of, $most (cases at most)
-- Reads: litigation
-- Columns: row_id, place (code), kind, filed_on, heard_on (null = not heard on $as_of), head_appeared (null before the hearing),
--   result (在审 while open on $as_of), closed_on, row_count (of all cases, also those beyond $most)
-- Grain: one row per case; open ones first, then the latest.
with cases as (
    select
        row_id,
        place,
        kind,
        filed_on,
        case when heard_on <= cast($as_of as date) then heard_on end as heard_on,
        head_appeared,
        result,
        case when closed_on <= cast($as_of as date) then closed_on end as closed_on
    from litigation
    where
        place like $place
        and filed_on <= cast($as_of as date)
        and (closed_on is null or greatest(closed_on, filed_on) >= cast($from_day as date))
)

select
    row_id,
    place,
    kind,
    filed_on,
    heard_on,
    case when heard_on is not null then head_appeared end as head_appeared,
    case when closed_on is null then '在审' else result end as result,
    closed_on,
    count(*) over () as row_count
from cases
order by closed_on desc nulls first, filed_on desc nulls last, row_id asc nulls last
limit $most

-- Question: How many matters with a time limit ended in time this year, and how many are open and late or nearly so?
-- Parameters: $place, $width (digits of the place codes to group by), $from_day,
--   $as_of (what ended by it), $open_on (the day on which open ones are measured), $near_days
-- Columns: rule, ledger, place (code), ended (this year), ended_on_time, still_open, near (open, $near_days or fewer left),
--   overdue (open), carried (of the overdue, begun in an earlier year), longest (days the oldest of them is over)
-- Grain: one row per rule and place with matters.
with matters as (
    select
        rule,
        ledger,
        substr(place, 1, $width) as place,
        started_on,
        due_on,
        case when finished_on <= cast($open_on as date) then finished_on end as finished_on,
        date_diff('day', cast($open_on as date), due_on) as days_left
    from deadlines
    where place like $place and known_on <= cast($open_on as date)
)

select
    rule,
    ledger,
    place,
    count(case when finished_on between cast($from_day as date) and cast($as_of as date) then 1 end) as ended,
    count(case
        when finished_on between cast($from_day as date) and cast($as_of as date) and finished_on <= due_on then 1
    end) as ended_on_time,
    count(case when finished_on is null then 1 end) as still_open,
    count(case when finished_on is null and days_left between 0 and $near_days then 1 end) as near,
    count(case when finished_on is null and days_left < 0 then 1 end) as overdue,
    count(case when finished_on is null and started_on < cast($from_day as date) and days_left < 0 then 1 end) as carried,
    cast(coalesce(max(case when finished_on is null and days_left < 0 then -days_left end), 0) as bigint) as longest
from matters
group by rule, ledger, place
order by rule asc nulls last, ledger asc nulls last, place asc nulls last

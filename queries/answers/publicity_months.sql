-- Question: How many events of each kind were held in each month for the law, and how many people came?
-- Parameters: $place, $from_day, $as_of
-- Reads: publicity_events
-- Columns: month (1-12), kind, events, counted (events whose audience is known), people
-- Grain: one row per month and kind with events.
select
    calendar.month_no % 12 + 1 as month,
    publicity_events.kind,
    count(*) as events,
    count(publicity_events.audience) as counted,
    cast(coalesce(sum(publicity_events.audience), 0) as bigint) as people
from publicity_events
inner join calendar on publicity_events.held_on = calendar.day
where
    publicity_events.place like $place
    and publicity_events.held_on between cast($from_day as date) and cast($as_of as date)
group by calendar.month_no, publicity_events.kind
order by calendar.month_no asc nulls last, publicity_events.kind asc nulls last

-- Question: How many people did publicity for the law reach at each place this year, and when was it last there?
-- Parameters: $place, $width (digits of the place codes to group by), $from_day, $as_of
-- Reads: publicity_events
-- Columns: place (code), events, counted (events whose audience is known), people (all three this year), last_on (latest event of any year)
-- Grain: one row per place that ever had an event.
select
    substr(place, 1, $width) as place,
    count(case when held_on >= cast($from_day as date) then 1 end) as events,
    count(case when held_on >= cast($from_day as date) then audience end) as counted,
    cast(coalesce(sum(case when held_on >= cast($from_day as date) then audience end), 0) as bigint) as people,
    max(held_on) as last_on
from publicity_events
where place like $place and held_on <= cast($as_of as date)
group by substr(place, 1, $width)
order by place asc nulls last

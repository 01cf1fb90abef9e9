-- Question: On which days did one indicator move?
-- Parameters: $place, $indicator, $from_day, $as_of
-- Columns: day, numerator, denominator
-- Grain: one row per day with facts.
select
    day,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator
from facts
where
    place like $place
    and indicator = $indicator
    and day >= cast($from_day as date)
    and known_on <= cast($as_of as date)
group by day
order by day asc nulls last

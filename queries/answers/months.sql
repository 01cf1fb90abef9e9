-- Question: What did one indicator bring in each month?
-- Parameters: $place, $indicator, $from_day, $as_of
-- Columns: year, month (1-12), numerator, denominator
-- Grain: one row per month with facts.
select
    calendar.year,
    calendar.month_no % 12 + 1 as month,
    cast(sum(facts.numerator) as bigint) as numerator,
    cast(sum(facts.denominator) as bigint) as denominator
from facts
inner join calendar on facts.day = calendar.day
where
    facts.place like $place
    and facts.indicator = $indicator
    and facts.day >= cast($from_day as date)
    and facts.known_on <= cast($as_of as date)
group by calendar.year, calendar.month_no
order by calendar.month_no asc nulls last

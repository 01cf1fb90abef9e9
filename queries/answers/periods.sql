-- Question: What was done in each month, ten-day period or week that carries a target of its own?
-- Parameters: $place, $year, $as_of
-- Columns: place (code of the target), indicator, period_no (running number), numerator
-- Grain: one row per target and period with facts.
with promises as (
    select indicator, place, length(place) as width, period, from_on, due_on
    from targets
    where kind = 'each_period' and year = $year and place like $place
),

widths as (
    select distinct width
    from promises
),

-- a fact counts for the promise of its village, its township …: one row per width, so that the join is on equal codes
counted as (
    select
        substr(facts.place, 1, widths.width) as place,
        cast(facts.indicator as varchar) as indicator,
        facts.day,
        facts.numerator
    from facts
    cross join widths
    where
        facts.place like $place
        and facts.known_on <= cast($as_of as date)
        and cast(facts.indicator as varchar) in (select promises.indicator from promises)
)

select
    promises.place,
    promises.indicator,
    case promises.period
        when 'month' then calendar.month_no
        when 'ten_days' then calendar.ten_days
        else calendar.week
    end as period_no,
    cast(sum(counted.numerator) as bigint) as numerator
from promises
inner join counted
    on
        promises.place = counted.place
        and promises.indicator = counted.indicator
        and counted.day between promises.from_on and promises.due_on
inner join calendar on counted.day = calendar.day
group by promises.place, promises.indicator, period_no
order by promises.place asc nulls last, promises.indicator asc nulls last, period_no asc nulls last

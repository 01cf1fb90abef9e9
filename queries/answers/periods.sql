-- Question: What was done in each month, ten-day period or week that carries a target of its own?
-- Parameters: $place, $year, $as_of
-- Columns: place (code of the target), indicator, period_no (running number), numerator
-- Grain: one row per target and period with facts.
with promises as (
    select indicator, place, period, from_on, due_on
    from targets
    where kind = 'each_period' and year = $year and place like $place
)

select
    promises.place,
    promises.indicator,
    case promises.period
        when 'month' then calendar.month_no
        when 'ten_days' then calendar.ten_days
        else calendar.week
    end as period_no,
    cast(sum(facts.numerator) as bigint) as numerator
from promises
inner join facts
    on
        promises.indicator = cast(facts.indicator as varchar)
        and facts.place like promises.place || '%'
        and facts.day between promises.from_on and promises.due_on
inner join calendar on facts.day = calendar.day
where facts.place like $place and facts.day <= cast($as_of as date)
group by promises.place, promises.indicator, period_no
order by promises.place asc nulls last, promises.indicator asc nulls last, period_no asc nulls last

-- Question: How many ledger rows are behind one indicator's number, and what do they add up to?
-- Parameters: $place, $indicator, $from_day, $as_of
-- Columns: ledger, row_count, numerator, denominator (null = counts have none)
-- Grain: one row per ledger with rows; together they are what the answer `rows` lists.
with counted as (
    select
        ledger,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        running
    from facts
    where
        place like $place
        and indicator = $indicator
        and known_on <= cast($as_of as date)
        and (running or day >= cast($from_day as date))
    group by row_no, ledger, running
)

select
    ledger,
    count(*) as row_count,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator
from counted
where numerator <> 0 or denominator <> 0 or (denominator is null and not running)
group by ledger
order by ledger asc nulls last

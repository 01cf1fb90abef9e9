-- Question: What has each indicator reached by a day, place by place?
-- Parameters: $place, $width (digits of the place codes to group by), $year_start, $as_of
-- Columns: place (code), indicator, numerator, denominator (null = counts have none),
--   row_count (distinct ledger rows behind the value), opening (numerator before $year_start; stocks only)
-- Grain: one row per place and indicator that has facts.
select
    substr(place, 1, $width) as place,
    cast(indicator as varchar) as indicator,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator,
    -- a row with several facts in the year is counted at its first one; a stock's while it is in force
    cast(sum(case when running then row_change when previous_day >= cast($year_start as date) then 0 else 1 end) as bigint)
        as row_count,
    cast(sum(case when running and day < cast($year_start as date) then numerator else 0 end) as bigint) as opening
from facts
where
    place like $place
    and day <= cast($as_of as date)
    and (running or day >= cast($year_start as date))
group by substr(place, 1, $width), indicator
order by place asc nulls last, indicator asc nulls last

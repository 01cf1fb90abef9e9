-- Question: What has each indicator reached by a day, place by place?
-- Parameters: $place, $width (digits of the place codes to group by), $from_day, $as_of
-- Columns: place (code), indicator, numerator, denominator (null = counts have none),
--   row_count (distinct ledger rows behind the value), opening (numerator before $from_day; stocks only)
-- Grain: one row per place and indicator that has facts.
select
    substr(place, 1, $width) as place,
    cast(indicator as varchar) as indicator,
    cast(sum(numerator) as bigint) as numerator,
    cast(sum(denominator) as bigint) as denominator,
    cast(sum(row_change) as bigint) as row_count,
    cast(sum(case when day < cast($from_day as date) then numerator else 0 end) as bigint) as opening
from facts
where
    place like $place
    and known_on <= cast($as_of as date)
    and (running or day >= cast($from_day as date))
group by substr(place, 1, $width), indicator
order by place asc nulls last, indicator asc nulls last

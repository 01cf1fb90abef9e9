-- Question: What has each indicator reached by a day, place by place?
-- Parameters: $place, $width (digits of the place codes to group by), $year_start, $as_of
-- Columns: place (code), indicator, numerator, denominator (null = counts have none),
--   row_count (distinct ledger rows behind the value), opening (numerator before $year_start; stocks only)
-- Grain: one row per place and indicator that has facts.
with in_year as (
    select
        substr(place, 1, $width) as place,
        indicator,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        -- a row with several facts in the year is counted at its first one
        cast(sum(case when previous_day < cast($year_start as date) then 1 when previous_day is null then 1 else 0 end) as bigint) as row_count,
        cast(0 as bigint) as opening
    from facts
    where place like $place and day between cast($year_start as date) and cast($as_of as date) and not running
    group by substr(place, 1, $width), indicator
),

stock_rows as (
    select
        substr(place, 1, $width) as place,
        indicator,
        ledger,
        row_id,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        cast(sum(case when day < cast($year_start as date) then numerator else 0 end) as bigint) as opening
    from facts
    where place like $place and day <= cast($as_of as date) and running
    group by substr(place, 1, $width), indicator, ledger, row_id
),

since_ever as (
    select
        place,
        indicator,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        -- what began and ended again is no longer behind the value
        cast(sum(case when numerator <> 0 or denominator <> 0 then 1 else 0 end) as bigint) as row_count,
        cast(sum(opening) as bigint) as opening
    from stock_rows
    group by place, indicator
)

select place, cast(indicator as varchar) as indicator, numerator, denominator, row_count, opening
from in_year
union all
select place, cast(indicator as varchar) as indicator, numerator, denominator, row_count, opening
from since_ever
order by place asc nulls last, indicator asc nulls last

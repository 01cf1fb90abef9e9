-- Question: How did the people served rate the cases completed this year, level by level?
-- Parameters: $place, $width (digits of the place codes to group by), $from_day, $as_of
-- Reads: service_cases
-- Columns: place (code), rating (null = not rated), row_count
-- Grain: one row per place and level that occurs. A rating counts on the day its case was completed.
select
    substr(place, 1, $width) as place,
    rating,
    count(*) as row_count
from service_cases
where
    place like $place
    and completed_on between cast($from_day as date) and cast($as_of as date)
group by substr(place, 1, $width), rating
order by place asc nulls last, rating asc nulls last

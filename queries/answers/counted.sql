-- Question: Which indicators have anything that counts in a year up to a day?
-- Parameters: $place, $width (digits of the place codes to group by; a township's is the longest kept), $year, $as_of
-- Columns: place (code), indicator
-- Grain: one row per place and indicator with facts. Judged for the township, so a village asks for its township.
select
    substr(counted.place, 1, $width) as place,
    cast(counted.indicator as varchar) as indicator
from counted
where
    counted.year = $year
    and counted.first_on <= cast($as_of as date)
    and (counted.place like $place or $place like counted.place || '%')
group by substr(counted.place, 1, $width), counted.indicator
order by place asc nulls last, indicator asc nulls last

-- Question: How many venues for the law of each kind are open at each place?
-- Parameters: $place, $width (digits of the place codes to group by), $as_of
-- Reads: venues
-- Columns: place (code), kind, venues
-- Grain: one row per place and kind with open venues.
select
    substr(place, 1, $width) as place,
    kind,
    count(*) as venues
from venues
where
    place like $place
    and opened_on <= cast($as_of as date)
    and (closed_on is null or closed_on >= cast($as_of as date))
group by substr(place, 1, $width), kind
order by place asc nulls last, kind asc nulls last

-- Question: Which places are there?
-- Parameters: $place
-- Columns: code, name, level, parent, opened_on, closed_on
-- Grain: one row per place.
select code, name, level, parent, opened_on, closed_on
from places
where code like $place
order by code asc nulls last

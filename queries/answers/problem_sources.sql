-- Question: From which sources were problems ever entered here?
-- Parameters: $place, $as_of
-- Reads: problems
-- Columns: source, found (up to $as_of, of any year)
-- Grain: one row per source that occurs.
select
    source,
    count(*) as found
from problems
where place like $place and found_on <= cast($as_of as date)
group by source
order by source asc nulls last

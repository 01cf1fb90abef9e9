-- Question: Which files could not be read at all?
-- Parameters: $place, $most (files at most)
-- Columns: file, row_count (of all such files)
-- Grain: one row per file; one whose place is unknown is everybody's to see.
with files as (
    select distinct file
    from left_out
    where line is null and (place like $place or place = '')
)

select file, count(*) over () as row_count
from files
order by file asc nulls last
limit $most

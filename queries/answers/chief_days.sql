-- Question: On which days of a year did each river chief patrol?
-- Parameters: $place, $year_start, $as_of
-- Reads: river_patrols
-- Columns: chief (key of the register), level (of the patrol), day, patrols
-- Grain: one row per chief, level and day with patrols.
select
    chief,
    level,
    cast(patrolled_at as date) as day,
    count(*) as patrols
from river_patrols
where
    place like $place
    and cast(patrolled_at as date) between cast($year_start as date) and cast($as_of as date)
group by chief, level, cast(patrolled_at as date)
order by chief asc nulls last, level asc nulls last, day asc nulls last

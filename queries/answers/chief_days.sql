-- Question: On which days of a year did each river chief patrol?
-- Parameters: $place, $from_day, $as_of
-- Reads: river_patrols, river_chiefs
-- Columns: chief (the row that stands for the person, or the key entered where the register has none), level (of the patrol), day,
--   patrols
-- Grain: one row per chief, level and day with patrols.
with chiefs as (
    select terms.row_id, terms.person
    from terms
    inner join river_chiefs on terms.row_id = river_chiefs.row_id
    where terms.ledger = 'river_chiefs' and terms.place like $place and river_chiefs.place like $place
)

select
    coalesce(chiefs.person, river_patrols.chief) as chief,
    river_patrols.level,
    cast(river_patrols.patrolled_at as date) as day,
    count(*) as patrols
from river_patrols
left join chiefs on river_patrols.chief = chiefs.row_id
where
    river_patrols.place like $place
    and cast(river_patrols.patrolled_at as date) between cast($from_day as date) and cast($as_of as date)
group by coalesce(chiefs.person, river_patrols.chief), river_patrols.level, cast(river_patrols.patrolled_at as date)
order by chief asc nulls last, river_patrols.level asc nulls last, day asc nulls last

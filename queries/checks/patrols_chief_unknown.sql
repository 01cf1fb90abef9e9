-- Question: Which patrols name a chief who is not in the list?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols, river_chiefs
-- Severity: 错误
-- Columns: chief
-- Message: 在河长名录台账里没有这个编号，请改正编号，或先在河长名录台账里补登
with lists as (
    select substring(place, 1, 9) as township
    from river_chiefs
    where place like $place
    group by substring(place, 1, 9)
)

select river_patrols.row_id
from river_patrols
inner join lists on substring(river_patrols.place, 1, 9) = lists.township
left join river_chiefs on river_patrols.chief = river_chiefs.row_id and river_chiefs.place like $place
where river_patrols.place like $place and river_patrols.chief is not null and river_chiefs.row_id is null

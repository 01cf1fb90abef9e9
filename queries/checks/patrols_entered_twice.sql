-- Question: Which patrols look like the same patrol under two keys?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols
-- Severity: 疑点
-- Columns: row_id, chief, patrolled_at, reach
-- Message: 与编号 {other} 的河长、巡河时间和河段都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, chief, patrolled_at, reach, min(row_id) as first_id, max(row_id) as last_id
    from river_patrols
    where place like $place
    group by place, chief, patrolled_at, reach
    having count(*) > 1
)

select
    river_patrols.row_id,
    case when river_patrols.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from river_patrols
inner join alike
    on
        river_patrols.place = alike.place
        and river_patrols.chief = alike.chief
        and river_patrols.patrolled_at = alike.patrolled_at
        and river_patrols.reach = alike.reach
where river_patrols.place like $place

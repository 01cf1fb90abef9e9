-- Question: Which patrols have the same chief at two places in the same minute?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols
-- Severity: 疑点
-- Columns: patrolled_at, chief, reach
-- Message: 与编号 {other} 是同一位河长在同一分钟、不同的地方巡河，请核对两行的时间、河长和河段
with minutes as (
    select chief, patrolled_at, min(row_id) as first_id, max(row_id) as last_id
    from river_patrols
    where place like $place and substring(cast(patrolled_at as varchar), 12, 5) <> '00:00' -- a day without a time
    group by chief, patrolled_at
    having count(*) > 1 and (min(place) < max(place) or min(coalesce(reach, '')) < max(coalesce(reach, '')))
)

select
    river_patrols.row_id,
    case when river_patrols.row_id = minutes.first_id then minutes.last_id else minutes.first_id end as other
from river_patrols
inner join minutes on river_patrols.chief = minutes.chief and river_patrols.patrolled_at = minutes.patrolled_at
where river_patrols.place like $place

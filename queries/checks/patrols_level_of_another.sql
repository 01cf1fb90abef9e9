-- Question: Which patrols have another level than their chief had at the time?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols, river_chiefs
-- Severity: 疑点
-- Columns: level, chief, patrolled_at
-- Message: 与河长名录不同：编号 {chief} 是{chief_level}河长，请核对级别和河长编号；巡河时确是这一级的，请在河长名录里为那一段任期单列一行
-- Concerns: river_chiefs by chief
with levels as (
    select substring(place, 1, 9) as township, name, level
    from river_chiefs
    where place like $place
    group by substring(place, 1, 9), name, level
),

-- when a chief of the township first went on patrol as such: before that he may have been a village's
firsts as (
    select chief, min(patrolled_at) as first_at
    from river_patrols
    where place like $place and level = '乡级'
    group by chief
)

select river_patrols.row_id, river_patrols.chief, river_chiefs.level as chief_level
from river_patrols
inner join river_chiefs on river_patrols.chief = river_chiefs.row_id
left join levels
    on
        substring(river_chiefs.place, 1, 9) = levels.township
        and river_chiefs.name = levels.name
        and river_patrols.level = levels.level
left join firsts on river_patrols.chief = firsts.chief
where
    river_patrols.place like $place
    and river_chiefs.place like $place
    and river_patrols.level <> river_chiefs.level
    and levels.level is null
    and (river_patrols.level = '乡级' or river_patrols.patrolled_at > firsts.first_at)

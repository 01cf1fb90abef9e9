-- Question: Which patrols have another level than their chief?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols, river_chiefs
-- Severity: 错误
-- Columns: level, chief
-- Message: 与河长名录不同：编号 {chief} 是{chief_level}河长，请改正级别或河长编号
-- Concerns: river_chiefs by chief
select river_patrols.row_id, river_patrols.chief, river_chiefs.level as chief_level
from river_patrols
inner join river_chiefs on river_patrols.chief = river_chiefs.row_id
where
    river_patrols.place like $place
    and river_chiefs.place like $place
    and river_patrols.level <> river_chiefs.level

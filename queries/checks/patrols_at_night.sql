-- Question: Which patrols took place at night?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols
-- Severity: 疑点
-- Columns: patrolled_at
-- Message: 在深夜，请核对时间，上午下午不要填反
select row_id
from river_patrols
where
    place like $place
    and substring(cast(patrolled_at as varchar), 12, 2) in ('23', '00', '01', '02', '03', '04')
    and substring(cast(patrolled_at as varchar), 12, 5) <> '00:00' -- a spreadsheet's day without a time

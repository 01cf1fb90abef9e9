-- Question: Which patrols took no time or went nowhere?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols
-- Severity: 疑点
-- Columns: minutes, metres, means
-- Message: 要核对：时长、里程有一个是 0，请补填实际数；没有记的留空
select row_id
from river_patrols
where place like $place and (minutes = 0 or (metres = 0 and coalesce(means, '') <> '无人机'))

-- Question: Which patrols on foot were faster than anybody walks?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols
-- Severity: 疑点
-- Columns: metres, minutes, means
-- Message: 米太远：徒步 {minutes} 分钟走不到，请核对里程、时长和巡查方式
select row_id, minutes
from river_patrols
where place like $place and means = '徒步' and minutes > 0 and metres > minutes * 200

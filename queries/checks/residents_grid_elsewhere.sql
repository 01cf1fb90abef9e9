-- Question: Whose grid lies in another village?
-- Ledger: law_savvy_residents
-- Parameters: $place
-- Reads: law_savvy_residents
-- Severity: 错误
-- Columns: grid, place
-- Message: 不在区划代码 {place} 的村里，请改正网格代码或区划代码
select row_id, place
from law_savvy_residents
where place like $place and substring(grid, 1, 12) <> substring(place, 1, 12)

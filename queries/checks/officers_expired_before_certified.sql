-- Question: Whose certificate ends before it begins?
-- Ledger: officers
-- Parameters: $place
-- Reads: officers
-- Severity: 错误
-- Columns: expires_on, certified_on
-- Message: 早于发证日期 {certified_on}，请核对这两个日期，改正填错的一个
select row_id, certified_on
from officers
where place like $place and expires_on < certified_on

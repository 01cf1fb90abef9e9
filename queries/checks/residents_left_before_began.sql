-- Question: Which law-savvy residents left before they began?
-- Ledger: law_savvy_residents
-- Parameters: $place
-- Reads: law_savvy_residents
-- Severity: 错误
-- Columns: until, since
-- Message: 早于聘任日期 {since}，请核对这两个日期，改正填错的一个
select row_id, since
from law_savvy_residents
where place like $place and until < since

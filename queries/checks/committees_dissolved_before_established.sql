-- Question: Which mediation committees were dissolved before they were established?
-- Ledger: mediation_committees
-- Parameters: $place
-- Reads: mediation_committees
-- Severity: 错误
-- Columns: dissolved_on, established_on
-- Message: 早于成立日期 {established_on}，请核对这两个日期，改正填错的一个
select row_id, established_on
from mediation_committees
where place like $place and dissolved_on < established_on

-- Question: Which matters left the list before they came on it?
-- Ledger: service_matters
-- Parameters: $place
-- Reads: service_matters
-- Severity: 错误
-- Columns: removed_on, listed_on
-- Message: 早于列入清单日期 {listed_on}，请核对这两个日期，改正填错的一个
select row_id, listed_on
from service_matters
where place like $place and removed_on < listed_on

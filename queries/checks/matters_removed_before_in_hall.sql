-- Question: Which matters left the list before they came to the hall?
-- Ledger: service_matters
-- Parameters: $place
-- Reads: service_matters
-- Severity: 错误
-- Columns: removed_on, in_hall_since
-- Message: 早于入驻大厅日期 {in_hall_since}，请核对这两个日期，改正填错的一个
select row_id, in_hall_since
from service_matters
where place like $place and removed_on < in_hall_since

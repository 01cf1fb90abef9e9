-- Question: What was published before it was formed?
-- Ledger: disclosures
-- Parameters: $place
-- Reads: disclosures
-- Severity: 错误
-- Columns: published_on, formed_on
-- Message: 早于信息形成日期 {formed_on}，请核对这两个日期，改正填错的一个
select row_id, formed_on
from disclosures
where place like $place and published_on < formed_on

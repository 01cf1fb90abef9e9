-- Question: What was published on a day that has not come yet?
-- Ledger: disclosures
-- Parameters: $place, $today
-- Reads: disclosures
-- Severity: 错误
-- Columns: published_on
-- Message: 是还没有到的日期，请核对年月日后改正；还没有办结的请留空
select row_id
from disclosures
where place like $place and published_on > cast($today as date)

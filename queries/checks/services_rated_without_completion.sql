-- Question: Which cases were rated before anybody completed them?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 疑点
-- Columns: rating, completed_on
-- Message: 填早了：还没有办结日期，请补填办结日期，或清空评价
select row_id
from service_cases
where place like $place and rating is not null and completed_on is null

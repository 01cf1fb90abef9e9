-- Question: Which requests were rated without an answer?
-- Ledger: requests
-- Parameters: $place
-- Reads: requests
-- Severity: 疑点
-- Columns: rating, answered_on
-- Message: 填早了：还没有答复日期，请补填答复日期，或清空评价
select row_id
from requests
where place like $place and rating is not null and answered_on is null

-- Question: Which petitions were rated without being closed?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 疑点
-- Columns: rating, closed_on
-- Message: 填早了：还没有办结日期，请补填办结日期，或清空评价
select row_id
from petitions
where place like $place and rating is not null and closed_on is null

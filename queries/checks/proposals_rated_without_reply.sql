-- Question: Which proposals were rated without a reply?
-- Ledger: proposals
-- Parameters: $place
-- Reads: proposals
-- Severity: 疑点
-- Columns: rating, replied_on
-- Message: 填早了：还没有答复日期，请补填答复日期，或清空评价
select row_id
from proposals
where place like $place and rating is not null and replied_on is null

-- Question: Which cases have a follow-up of a bad rating but no bad rating?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 疑点
-- Columns: revisited_on, rating
-- Message: 不用填：满意度评价不是差评，请核对评价，或清空回访日期
select row_id
from service_cases
where place like $place and revisited_on is not null and coalesce(rating, '') not in ('不满意', '非常不满意')

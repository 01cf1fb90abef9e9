-- Question: Which cases were rated before anybody completed them?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 疑点
-- Columns: rating, completed_on
-- Message: 是评价，但没有办结日期：已经办结的请补填；办理途中的评价不计入满意率，请待办结后填写
select row_id
from service_cases
where place like $place and rating is not null and completed_on is null

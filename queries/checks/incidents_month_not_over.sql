-- Question: Which reports are about a month that had not begun when they were sent?
-- Ledger: incidents
-- Parameters: $place
-- Reads: incidents
-- Severity: 错误
-- Columns: about_month, reported_on
-- Message: 晚于报告日期 {reported_on}，那个月还没有到，请核对后改正
select row_id, reported_on
from incidents
where place like $place and about_month > substring(cast(reported_on as varchar), 1, 7)

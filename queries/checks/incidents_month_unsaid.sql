-- Question: Which zero reports of the first days of a month may be about the month before?
-- Ledger: incidents
-- Parameters: $place
-- Reads: incidents
-- Severity: 疑点
-- Columns: reported_on, about_month, kind
-- Message: 是月初，零报告说的多半是上一个月；是的请在“所属月份”里填上个月，不然算这个月的
select row_id
from incidents
where
    place like $place
    and kind = '零报告'
    and about_month is null
    and substring(cast(reported_on as varchar), 9, 2) <= '05'

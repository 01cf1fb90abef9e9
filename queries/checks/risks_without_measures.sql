-- Question: Which risk reviews name risks but no measures?
-- Ledger: risk_reviews
-- Parameters: $place
-- Reads: risk_reviews
-- Severity: 疑点
-- Columns: measures, risks
-- Message: 没有填写，但列出了主要风险，请补填应对措施
select row_id
from risk_reviews
where place like $place and risks is not null and measures is null
    and not (risks like '无%' or risks like '未%' or risks like '没有%' or risks like '%无重大%')

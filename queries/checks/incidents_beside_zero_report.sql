-- Question: Which months have both a zero report and a mass incident?
-- Ledger: incidents
-- Parameters: $place
-- Reads: incidents
-- Severity: 疑点
-- Columns: kind, reported_on
-- Message: 与编号 {other} 在同一个月：报了零报告就没有事件，请核对日期；确有事件的，请删去当月的零报告
with reports as (
    select place, kind, row_id, cast(date_trunc('month', reported_on) as date) as month_on
    from incidents
    where place like $place
)

select mine.row_id, min(others.row_id) as other
from reports as mine
inner join reports as others on mine.place = others.place and mine.month_on = others.month_on
where
    (mine.kind = '零报告') <> (others.kind = '零报告')
    and mine.kind <> '其他'
    and others.kind <> '其他'
group by mine.row_id

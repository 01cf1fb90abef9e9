-- Question: Which months have both a zero report and a mass incident?
-- Ledger: incidents
-- Parameters: $place
-- Reads: incidents
-- Severity: 疑点
-- Columns: kind, about_month, reported_on
-- Message: 与编号 {other} 在同一个月：报了零报告就没有事件，请核对日期，次月才报的请填所属月份；确有事件的，请删去当月的零报告
with reports as (
    select place, kind, row_id, coalesce(about_month, substring(cast(reported_on as varchar), 1, 7)) as month_on
    from incidents
    where place like $place and kind <> '其他'
),

months as (
    select
        place,
        month_on,
        min(case when kind = '零报告' then row_id end) as zero_id,
        min(case when kind <> '零报告' then row_id end) as incident_id
    from reports
    group by place, month_on
)

select
    reports.row_id,
    case when reports.kind = '零报告' then months.incident_id else months.zero_id end as other
from reports
inner join months on reports.place = months.place and reports.month_on = months.month_on
where months.zero_id is not null and months.incident_id is not null

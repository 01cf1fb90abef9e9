-- Question: Which river chiefs are listed twice for the same reach and time?
-- Ledger: river_chiefs
-- Parameters: $place
-- Reads: river_chiefs
-- Severity: 疑点
-- Columns: row_id, name, level, reach, since, until
-- Message: 与编号 {other} 的姓名、级别、河段都相同，任期又重叠，重复的请删去一行，换了任期的请补填离任日期
with terms as (
    select row_id, place, name, level, reach, since, coalesce(until, cast('2100-01-01' as date)) as last_on
    from river_chiefs
    where place like $place
),

-- in the order of their beginnings: whose end, of all before, is the latest, and who comes next
neighbours as (
    select
        row_id,
        since,
        last_on,
        max(cast(last_on as varchar) || ' ' || row_id) over (
            partition by place, name, level, reach
            order by since asc nulls last, row_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as latest_before,
        lead(row_id) over (
            partition by place, name, level, reach order by since asc nulls last, row_id asc nulls last
        ) as next_id,
        lead(since) over (
            partition by place, name, level, reach order by since asc nulls last, row_id asc nulls last
        ) as next_begin
    from terms
)

select
    row_id,
    case
        when substring(latest_before, 1, 10) >= cast(since as varchar) then substring(latest_before, 12, 100)
        else next_id
    end as other
from neighbours
where substring(latest_before, 1, 10) >= cast(since as varchar) or next_begin <= last_on

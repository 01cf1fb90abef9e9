-- Question: Which venues are listed twice at the same time?
-- Ledger: venues
-- Parameters: $place
-- Reads: venues
-- Severity: 疑点
-- Columns: row_id, kind, name, opened_on, closed_on
-- Message: 与编号 {other} 的种类、名称都相同，又同时在用，重复的请删去一行，停用的请补填停用日期
with terms as (
    select row_id, place, kind, name, opened_on, coalesce(closed_on, cast('2100-01-01' as date)) as last_on
    from venues
    where place like $place
),

-- in the order of their beginnings: whose end, of all before, is the latest, and who comes next
neighbours as (
    select
        row_id,
        opened_on,
        last_on,
        max(cast(last_on as varchar) || ' ' || row_id) over (
            partition by place, kind, name
            order by opened_on asc nulls last, row_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as latest_before,
        lead(row_id) over (
            partition by place, kind, name order by opened_on asc nulls last, row_id asc nulls last
        ) as next_id,
        lead(opened_on) over (
            partition by place, kind, name order by opened_on asc nulls last, row_id asc nulls last
        ) as next_begin
    from terms
)

select
    row_id,
    case
        when substring(latest_before, 1, 10) >= cast(opened_on as varchar) then substring(latest_before, 12, 100)
        else next_id
    end as other
from neighbours
where substring(latest_before, 1, 10) >= cast(opened_on as varchar) or next_begin <= last_on

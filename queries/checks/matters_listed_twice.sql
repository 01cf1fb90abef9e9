-- Question: Which matters are on the list twice at the same time?
-- Ledger: service_matters
-- Parameters: $place
-- Reads: service_matters
-- Severity: 疑点
-- Columns: row_id, matter, listed_on, removed_on
-- Message: 与编号 {other} 的事项相同，又同时在清单里，重复的请删去一行，移出的请补填移出日期
with terms as (
    select row_id, place, matter, listed_on, coalesce(removed_on, cast('2100-01-01' as date)) as last_on
    from service_matters
    where place like $place
),

-- in the order of their beginnings: whose end, of all before, is the latest, and who comes next
neighbours as (
    select
        row_id,
        listed_on,
        last_on,
        max(cast(last_on as varchar) || ' ' || row_id) over (
            partition by place, matter
            order by listed_on asc nulls last, row_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as latest_before,
        lead(row_id) over (
            partition by place, matter order by listed_on asc nulls last, row_id asc nulls last
        ) as next_id,
        lead(listed_on) over (
            partition by place, matter order by listed_on asc nulls last, row_id asc nulls last
        ) as next_begin
    from terms
)

select
    row_id,
    case
        when substring(latest_before, 1, 10) >= cast(listed_on as varchar) then substring(latest_before, 12, 100)
        else next_id
    end as other
from neighbours
where substring(latest_before, 1, 10) >= cast(listed_on as varchar) or next_begin <= last_on

-- Question: Which villages have two mediation committees at once?
-- Ledger: mediation_committees
-- Parameters: $place
-- Reads: mediation_committees
-- Severity: 疑点
-- Columns: row_id, established_on, dissolved_on
-- Message: 与编号 {other} 同时是一个村的调解组织，已撤销的请补填撤销日期，重复的请删去一行
with terms as (
    select row_id, place, established_on, coalesce(dissolved_on, cast('2100-01-01' as date)) as last_on
    from mediation_committees
    where place like $place and substring(place, 10, 3) <> '000' -- a township may have one for each trade
),

-- in the order of their beginnings: whose end, of all before, is the latest, and who comes next
neighbours as (
    select
        row_id,
        established_on,
        last_on,
        max(cast(last_on as varchar) || ' ' || row_id) over (
            partition by place
            order by established_on asc nulls last, row_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as latest_before,
        lead(row_id) over (
            partition by place order by established_on asc nulls last, row_id asc nulls last
        ) as next_id,
        lead(established_on) over (
            partition by place order by established_on asc nulls last, row_id asc nulls last
        ) as next_begin
    from terms
)

select
    row_id,
    case
        when substring(latest_before, 1, 10) >= cast(established_on as varchar) then substring(latest_before, 12, 100)
        else next_id
    end as other
from neighbours
where substring(latest_before, 1, 10) >= cast(established_on as varchar) or next_begin <= last_on

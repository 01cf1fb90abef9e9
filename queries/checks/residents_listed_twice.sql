-- Question: Which law-savvy residents are listed twice at the same time?
-- Ledger: law_savvy_residents
-- Parameters: $place
-- Reads: law_savvy_residents
-- Severity: 疑点
-- Columns: row_id, name, since, until
-- Message: 与编号 {other} 是同一个地方同名的人，任期又重叠，重复的请删去一行，同一网格同名的两个人请在姓名后加字区分，否则只算一个人
with terms as (
    select row_id, place, name, since, coalesce(until, cast('2100-01-01' as date)) as last_on
    from law_savvy_residents
    where place like $place
),

-- in the order of their beginnings: whose end, of all before, is the latest, and who comes next
neighbours as (
    select
        row_id,
        since,
        last_on,
        max(cast(last_on as varchar) || ' ' || row_id) over (
            partition by place, name
            order by since asc nulls last, row_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as latest_before,
        lead(row_id) over (
            partition by place, name order by since asc nulls last, row_id asc nulls last
        ) as next_id,
        lead(since) over (
            partition by place, name order by since asc nulls last, row_id asc nulls last
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

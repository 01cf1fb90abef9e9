-- Question: Which problems look like the same problem under two keys?
-- Ledger: problems
-- Parameters: $place
-- Reads: problems
-- Severity: 疑点
-- Columns: row_id, found_on, source, description
-- Message: 与编号 {other} 的发现日期、来源和问题描述都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, found_on, source, description, min(row_id) as first_id, max(row_id) as last_id
    from problems
    where place like $place
    group by place, found_on, source, description
    having count(*) > 1
)

select
    problems.row_id,
    case when problems.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from problems
inner join alike
    on
        problems.place = alike.place
        and problems.found_on = alike.found_on
        and problems.source = alike.source
        and problems.description = alike.description
where problems.place like $place

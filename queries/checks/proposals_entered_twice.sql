-- Question: Which proposals look like the same proposal under two keys?
-- Ledger: proposals
-- Parameters: $place
-- Reads: proposals
-- Severity: 疑点
-- Columns: row_id, assigned_on, title
-- Message: 与编号 {other} 的交办日期和标题都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, assigned_on, title, min(row_id) as first_id, max(row_id) as last_id
    from proposals
    where place like $place
    group by place, assigned_on, title
    having count(*) > 1
)

select
    proposals.row_id,
    case when proposals.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from proposals
inner join alike
    on
        proposals.place = alike.place
        and proposals.assigned_on = alike.assigned_on
        and proposals.title = alike.title
where proposals.place like $place

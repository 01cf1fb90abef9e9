-- Question: Which decisions look like the same decision under two keys?
-- Ledger: decisions
-- Parameters: $place
-- Reads: decisions
-- Severity: 疑点
-- Columns: row_id, proposed_on, title
-- Message: 与编号 {other} 的提出日期和标题都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, proposed_on, title, min(row_id) as first_id, max(row_id) as last_id
    from decisions
    where place like $place
    group by place, proposed_on, title
    having count(*) > 1
)

select
    decisions.row_id,
    case when decisions.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from decisions
inner join alike
    on
        decisions.place = alike.place
        and decisions.proposed_on = alike.proposed_on
        and decisions.title = alike.title
where decisions.place like $place

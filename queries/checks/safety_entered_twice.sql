-- Question: Which activities look like the same activity under two keys?
-- Ledger: safety_activities
-- Parameters: $place
-- Reads: safety_activities
-- Severity: 疑点
-- Columns: row_id, held_on, kind, theme, people
-- Message: 与编号 {other} 的日期、种类、主题和人次都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, held_on, kind, theme, people, min(row_id) as first_id, max(row_id) as last_id
    from safety_activities
    where place like $place
    group by place, held_on, kind, theme, people
    having count(*) > 1
)

select
    safety_activities.row_id,
    case when safety_activities.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from safety_activities
inner join alike
    on
        safety_activities.place = alike.place
        and safety_activities.held_on = alike.held_on
        and safety_activities.kind = alike.kind
        and safety_activities.theme = alike.theme
        and safety_activities.people = alike.people
where safety_activities.place like $place

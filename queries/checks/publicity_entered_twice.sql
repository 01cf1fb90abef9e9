-- Question: Which events look like the same event under two keys?
-- Ledger: publicity_events
-- Parameters: $place
-- Reads: publicity_events
-- Severity: 疑点
-- Columns: row_id, held_on, kind, theme, venue
-- Message: 与编号 {other} 的日期、种类、主题和地点都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, held_on, kind, theme, venue, min(row_id) as first_id, max(row_id) as last_id
    from publicity_events
    where place like $place
    group by place, held_on, kind, theme, venue
    having count(*) > 1
)

select
    publicity_events.row_id,
    case when publicity_events.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from publicity_events
inner join alike
    on
        publicity_events.place = alike.place
        and publicity_events.held_on = alike.held_on
        and publicity_events.kind = alike.kind
        and publicity_events.theme = alike.theme
        and publicity_events.venue = alike.venue
where publicity_events.place like $place

-- Question: Which requests look like the same request under two keys?
-- Ledger: requests
-- Parameters: $place
-- Reads: requests
-- Severity: 疑点
-- Columns: row_id, person, received_on, content
-- Message: 与编号 {other} 的诉求人、收到日期和诉求内容都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, person, received_on, content, min(row_id) as first_id, max(row_id) as last_id
    from requests
    where place like $place
    group by place, person, received_on, content
    having count(*) > 1
)

select
    requests.row_id,
    case when requests.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from requests
inner join alike
    on
        requests.place = alike.place
        and requests.person = alike.person
        and requests.received_on = alike.received_on
        and requests.content = alike.content
where requests.place like $place

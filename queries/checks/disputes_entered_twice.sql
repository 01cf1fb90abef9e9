-- Question: Which disputes look like the same dispute under two keys?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 疑点
-- Columns: row_id, parties, found_on, kind
-- Message: 与编号 {other} 的当事人、排查日期和种类都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, parties, found_on, kind, min(row_id) as first_id, max(row_id) as last_id
    from disputes
    where place like $place
    group by place, parties, found_on, kind
    having count(*) > 1
)

select
    disputes.row_id,
    case when disputes.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from disputes
inner join alike
    on
        disputes.place = alike.place
        and disputes.parties = alike.parties
        and disputes.found_on = alike.found_on
        and disputes.kind = alike.kind
where disputes.place like $place

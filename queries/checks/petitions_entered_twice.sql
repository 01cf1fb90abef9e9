-- Question: Which petitions look like the same petition under two keys?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 疑点
-- Columns: row_id, petitioner, registered_on, content
-- Message: 与编号 {other} 的信访人、登记日期和反映事项都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, petitioner, registered_on, content, min(row_id) as first_id, max(row_id) as last_id
    from petitions
    where place like $place
    group by place, petitioner, registered_on, content
    having count(*) > 1
)

select
    petitions.row_id,
    case when petitions.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from petitions
inner join alike
    on
        petitions.place = alike.place
        and petitions.petitioner = alike.petitioner
        and petitions.registered_on = alike.registered_on
        and petitions.content = alike.content
where petitions.place like $place

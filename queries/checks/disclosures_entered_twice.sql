-- Question: What looks like the same publication under two keys?
-- Ledger: disclosures
-- Parameters: $place
-- Reads: disclosures
-- Severity: 疑点
-- Columns: row_id, formed_on, title, platform
-- Message: 与编号 {other} 的信息形成日期、标题和公开平台都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, formed_on, title, platform, min(row_id) as first_id, max(row_id) as last_id
    from disclosures
    where place like $place
    group by place, formed_on, title, platform
    having count(*) > 1
)

select
    disclosures.row_id,
    case when disclosures.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from disclosures
inner join alike
    on
        disclosures.place = alike.place
        and disclosures.formed_on = alike.formed_on
        and disclosures.title = alike.title
        and disclosures.platform = alike.platform
where disclosures.place like $place

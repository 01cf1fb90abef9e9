-- Question: Which cases look like the same case under two keys?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: row_id, subject, filed_on, kind, basis
-- Message: 与编号 {other} 的当事人、立案日期、种类和执法依据都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, subject, filed_on, kind, basis, min(row_id) as first_id, max(row_id) as last_id
    from enforcement_cases
    where place like $place
    group by place, subject, filed_on, kind, basis
    having count(*) > 1
)

select
    enforcement_cases.row_id,
    case when enforcement_cases.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from enforcement_cases
inner join alike
    on
        enforcement_cases.place = alike.place
        and enforcement_cases.subject = alike.subject
        and enforcement_cases.filed_on = alike.filed_on
        and enforcement_cases.kind = alike.kind
        and enforcement_cases.basis = alike.basis
where enforcement_cases.place like $place

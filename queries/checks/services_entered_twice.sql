-- Question: Which cases look like the same case under two keys?
-- Ledger: service_cases
-- Parameters: $place
-- Reads: service_cases
-- Severity: 疑点
-- Columns: row_id, applicant, accepted_on, matter, channel
-- Message: 与编号 {other} 的申请人、受理日期、事项和渠道都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, applicant, accepted_on, matter, channel, min(row_id) as first_id, max(row_id) as last_id
    from service_cases
    where place like $place
    group by place, applicant, accepted_on, matter, channel
    having count(*) > 1
)

select
    service_cases.row_id,
    case when service_cases.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from service_cases
inner join alike
    on
        service_cases.place = alike.place
        and service_cases.applicant = alike.applicant
        and service_cases.accepted_on = alike.accepted_on
        and service_cases.matter = alike.matter
        and service_cases.channel = alike.channel
where service_cases.place like $place

-- Question: Which cases were handled by an officer whose certificate was not valid on the day?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases, officers, superseded
-- Severity: 疑点
-- Columns: officer, filed_on
-- Message: 的证件在 {filed_on} 不在有效期内（{certified_on} 至 {ended_on}），请核对编号、日期和执法人员台账；确实无证执法的，请依规处理
-- Concerns: officers by officer
with earlier as (
    -- a renewal may have been entered by correcting the row
    select row_id, min(day) as certified_on
    from superseded
    where place like $place and ledger = 'officers'
    group by row_id
),

certificates as (
    select
        officers.row_id, substring(officers.place, 1, 9) as township, officers.name,
        least(officers.certified_on, coalesce(earlier.certified_on, officers.certified_on)) as certified_on,
        least(coalesce(officers.expires_on, officers.revoked_on), coalesce(officers.revoked_on, officers.expires_on)) as ended_on
    from officers
    left join earlier on officers.row_id = earlier.row_id
    where officers.place like $place
),

invalid as (
    select
        cases.row_id, cases.officer, cases.filed_on, certificates.township, certificates.name,
        certificates.certified_on, certificates.ended_on
    from enforcement_cases as cases
    inner join certificates on cases.officer = certificates.row_id
    where
        cases.place like $place
        and (cases.filed_on < certificates.certified_on or cases.filed_on > certificates.ended_on)
)

select
    invalid.row_id, invalid.officer, invalid.filed_on, invalid.certified_on,
    coalesce(cast(invalid.ended_on as varchar), '今') as ended_on
from invalid
-- a renewal may also be a row of its own
left join certificates
    on
        invalid.township = certificates.township
        and invalid.name = certificates.name
        and invalid.filed_on between certificates.certified_on and coalesce(certificates.ended_on, invalid.filed_on)
where certificates.row_id is null

-- Question: Which cases were handled by an officer whose certificate was not valid on the day?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases, officers
-- Severity: 疑点
-- Columns: officer, filed_on
-- Message: 的证件在 {filed_on} 不在有效期内（{certified_on} 至 {ended_on}），请核对编号、日期和执法人员台账；确实无证执法的，请依规处理
-- Concerns: officers by officer
with certificates as (
    select
        row_id, substr(place, 1, 9) as township, name, coalesce(unit, '') as unit, certified_on, least(expires_on, revoked_on) as ended_on
    from officers
    where place like $place
)

select
    enforcement_cases.row_id,
    enforcement_cases.officer,
    enforcement_cases.filed_on,
    certificates.certified_on,
    coalesce(cast(certificates.ended_on as varchar), '今') as ended_on
from enforcement_cases
inner join certificates on enforcement_cases.officer = certificates.row_id
where
    enforcement_cases.place like $place
    and (
        enforcement_cases.filed_on < certificates.certified_on
        or enforcement_cases.filed_on > certificates.ended_on
    )
    -- another certificate of the same person, whose row the case need not name
    and not exists (
        select other.row_id
        from certificates as other
        where
            other.township = certificates.township
            and other.name = certificates.name
            and other.unit = certificates.unit
            and other.certified_on <= enforcement_cases.filed_on
            and coalesce(other.ended_on, enforcement_cases.filed_on) >= enforcement_cases.filed_on
    )

-- Question: How many enforcement officers are there, how many hold a valid certificate, and whose comes to its end?
-- Parameters: $place, $from_day, $as_of, $near_days
-- Reads: officers
-- Columns: in_service, holding (a certificate valid on $as_of), expiring (of these, within $near_days), expired (in service,
--   the certificate over and not renewed), issued, ran_out, revoked (certificates, from $from_day to $as_of)
-- Grain: one row. A certificate ends the day after its last valid day. Renewed is who has a later row of the same name,
--   unit and place; that row then stands for the person.
with certificates as (
    select
        certified_on,
        expires_on,
        coalesce(revoked_on <= expires_on, revoked_on is not null) as by_revocation,
        coalesce(revoked_on < cast($as_of as date), false) as gone,
        cast(least(expires_on, revoked_on) + interval 1 day as date) as ended_on,
        certified_on < max(certified_on) over (partition by name, unit, place) as renewed
    from officers
    where place like $place and certified_on <= cast($as_of as date)
),

standing as (
    select
        certified_on,
        expires_on,
        by_revocation,
        gone,
        renewed,
        case when ended_on <= cast($as_of as date) then ended_on end as ended_on
    from certificates
)

select
    count(case when ended_on is null or not (gone or renewed) then 1 end) as in_service,
    count(case when ended_on is null then 1 end) as holding,
    count(case
        when ended_on is null and not renewed and date_diff('day', cast($as_of as date), expires_on) <= $near_days then 1
    end) as expiring,
    count(case when ended_on is not null and not (gone or renewed) then 1 end) as expired,
    count(case when certified_on >= cast($from_day as date) then 1 end) as issued,
    count(case when ended_on >= cast($from_day as date) and not by_revocation then 1 end) as ran_out,
    count(case when ended_on >= cast($from_day as date) and by_revocation then 1 end) as revoked
from standing

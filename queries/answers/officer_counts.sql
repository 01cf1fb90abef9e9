-- Question: How many enforcement officers are there, how many hold a valid certificate, and whose comes to its end?
-- Parameters: $place, $from_day, $as_of, $near_days
-- Reads: officers
-- Columns: in_service, holding (a certificate valid on $as_of), expiring (of these, within $near_days), expired (in service,
--   the certificate over and not renewed), issued, ran_out, revoked (people who came to hold one, and whose time ended by expiry
--   or revocation, from $from_day to $as_of)
-- Grain: one row. A certificate ends the day after its last valid day. People are counted, not certificates: who goes on with a
--   new one has gained and lost nothing, however it was entered.
with certificates as (
    select
        terms.person,
        terms.from_day,
        terms.since_on,
        case when terms.last_day = terms.until_on then cast(terms.last_day + interval 1 day as date) end as ended_on,
        coalesce(terms.last_day >= cast($as_of as date), true) as holding,
        coalesce(officers.revoked_on < cast($as_of as date), false) as gone,
        coalesce(officers.revoked_on <= officers.expires_on, officers.revoked_on is not null) as by_revocation,
        max(case when terms.last_day = terms.until_on then officers.expires_on end)
            over (partition by terms.person, terms.since_on) as expires_on
    from terms
    inner join officers on terms.row_id = officers.row_id
    where terms.ledger = 'officers' and terms.place like $place and officers.place like $place and terms.from_day is not null
),

-- as far as they had begun on the day; the last of a person is the one that tells how the person stands
begun as (
    select *, from_day = max(from_day) over (partition by person) as latest
    from certificates
    where from_day <= cast($as_of as date)
)

select
    count(case when latest and not gone then 1 end) as in_service,
    count(case when latest and holding then 1 end) as holding,
    count(case
        when latest and holding and date_diff('day', cast($as_of as date), expires_on) <= $near_days then 1
    end) as expiring,
    count(case when latest and not (holding or gone) then 1 end) as expired,
    count(case when from_day = since_on and from_day >= cast($from_day as date) then 1 end) as issued,
    count(case
        when ended_on between cast($from_day as date) and cast($as_of as date) and not by_revocation then 1
    end) as ran_out,
    count(case
        when ended_on between cast($from_day as date) and cast($as_of as date) and by_revocation then 1
    end) as revoked
from begun

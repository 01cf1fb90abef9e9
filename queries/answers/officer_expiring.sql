-- Question: Whose enforcement certificate ends soon, or ended and was not renewed?
-- Parameters: $place, $as_of, $near_days, $most (rows at most)
-- Reads: officers
-- Columns: row_id, place (code), days_left (to the last valid day; negative = over),
--   row_count (of all of them, also those beyond $most), source_file, line, cells (masked)
-- Grain: one row per person in service, the earliest end first. Who goes on with a new certificate has none that ends,
--   however the renewal was entered.
with certificates as (
    select
        terms.person,
        terms.row_id,
        terms.from_day,
        officers.revoked_on,
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
),

shown as (
    select row_id, date_diff('day', cast($as_of as date), expires_on) as days_left, count(*) over () as row_count
    from begun
    where
        latest
        and coalesce(revoked_on >= cast($as_of as date), true)
        and date_diff('day', cast($as_of as date), expires_on) <= $near_days
)

select
    shown.row_id,
    seen_rows.place,
    shown.days_left,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_id = seen_rows.row_id and seen_rows.ledger = 'officers'
order by shown.days_left asc nulls last, shown.row_id asc nulls last
limit $most

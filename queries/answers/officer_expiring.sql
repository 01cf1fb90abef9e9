-- Question: Whose enforcement certificate ends soon, or ended and was not renewed?
-- Parameters: $place, $as_of, $near_days, $most (rows at most), $unmasked
-- Reads: officers
-- Columns: row_id, place (code), days_left (to the last valid day; negative = over),
--   row_count (of all of them, also those beyond $most), source_file, line, cells (masked)
-- Grain: one row per officer in service, the earliest end first. Renewed is who has a later row of the same name, unit and place.
with ending as (
    select row_id, place, name, unit, certified_on, date_diff('day', cast($as_of as date), expires_on) as days_left
    from officers
    where
        place like $place
        and certified_on <= cast($as_of as date)
        and coalesce(revoked_on >= cast($as_of as date), true)
        and date_diff('day', cast($as_of as date), expires_on) <= $near_days
),

-- first who is near the end, then whose certificate was renewed: few are near, and a township inside a province asks only for them
shown as (
    select ending.row_id, ending.place, ending.days_left, count(*) over () as row_count
    from ending
    left join officers as later
        on
            ending.place = later.place
            and ending.name = later.name
            and ending.unit = later.unit
            and ending.certified_on < later.certified_on
            and later.certified_on <= cast($as_of as date)
            and later.place like $place
    where later.row_id is null
)

select
    shown.row_id,
    shown.place,
    shown.days_left,
    shown.row_count,
    ledger_rows.source_file,
    ledger_rows.line,
    case when $unmasked and ledger_rows.original is not null then ledger_rows.original else ledger_rows.cells end as cells
from shown
inner join ledger_rows on shown.row_id = ledger_rows.row_id and ledger_rows.ledger = 'officers'
where ledger_rows.place like $place
order by shown.days_left asc nulls last, shown.row_id asc nulls last
limit $most

-- Question: Whose enforcement certificate ends soon, or ended and was not renewed?
-- Parameters: $place, $as_of, $near_days, $most (rows at most), $unmasked
-- Reads: officers
-- Columns: row_id, place (code), days_left (to the last valid day; negative = over), source_file, line, cells (masked)
-- Grain: one row per officer in service, the earliest end first. Renewed is who has a later row of the same name, unit and place.
with standing as (
    select
        row_id,
        place,
        expires_on,
        revoked_on,
        certified_on < max(certified_on) over (partition by name, unit, place) as renewed
    from officers
    where place like $place and certified_on <= cast($as_of as date)
),

shown as (
    select row_id, place, date_diff('day', cast($as_of as date), expires_on) as days_left
    from standing
    where
        not renewed
        and coalesce(revoked_on >= cast($as_of as date), true)
        and date_diff('day', cast($as_of as date), expires_on) <= $near_days
)

select
    shown.row_id,
    shown.place,
    shown.days_left,
    ledger_rows.source_file,
    ledger_rows.line,
    case when $unmasked and ledger_rows.original is not null then ledger_rows.original else ledger_rows.cells end as cells
from shown
inner join ledger_rows on shown.row_id = ledger_rows.row_id and ledger_rows.ledger = 'officers'
where ledger_rows.place like $place
order by shown.days_left asc nulls last, shown.row_id asc nulls last
limit $most

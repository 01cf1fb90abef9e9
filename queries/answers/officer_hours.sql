-- Question: How many hours of legal training has each officer with a valid certificate had?
-- Parameters: $place, $from_day, $as_of, $most (rows at most), $unmasked
-- Reads: officers, trainings
-- Columns: row_id, place (code), hours, row_count (of all officers, also those beyond $most),
--   source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per officer holding a certificate on $as_of, the fewest hours first.
-- A training counts wherever it was held: it belongs to the officer, as in the indicator.
with holding as (
    select row_id, place
    from officers
    where
        place like $place
        and certified_on <= cast($as_of as date)
        and coalesce(least(expires_on, revoked_on) >= cast($as_of as date), true)
),

hours as (
    select trainings.officer, cast(sum(trainings.hours) as decimal(18, 4)) as hours
    from trainings
    where
        trainings.kind = '法律知识培训'
        and trainings.held_on between cast($from_day as date) and cast($as_of as date)
    group by trainings.officer
),

shown as (
    select holding.row_id, holding.place, coalesce(hours.hours, 0) as hours, count(*) over () as row_count
    from holding
    left join hours on holding.row_id = hours.officer
    order by hours.hours asc nulls first, holding.row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    shown.place,
    shown.hours,
    shown.row_count,
    ledger_rows.source_file,
    ledger_rows.line,
    case when $unmasked and ledger_rows.original is not null then ledger_rows.original else ledger_rows.cells end as cells
from shown
inner join ledger_rows on shown.row_id = ledger_rows.row_id and ledger_rows.ledger = 'officers'
where ledger_rows.place like $place
order by shown.hours asc nulls first, shown.row_id asc nulls last

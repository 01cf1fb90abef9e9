-- Question: How many hours of legal training has each officer with a valid certificate had?
-- Parameters: $place, $from_day, $as_of, $most (rows at most)
-- Reads: officers, trainings
-- Columns: row_id, place (code), hours, row_count (of all officers, also those beyond $most),
--   source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per person holding a certificate on $as_of (the certificate of that day), the fewest hours first.
-- A training counts wherever it was held and whichever of the person's rows it names, as in the indicator.
with holding as (
    select terms.row_id, terms.person
    from terms
    inner join officers on terms.row_id = officers.row_id
    where
        terms.ledger = 'officers'
        and terms.place like $place
        and officers.place like $place
        and terms.from_day <= cast($as_of as date)
        and coalesce(terms.last_day >= cast($as_of as date), true)
),

hours as (
    select terms.person, cast(sum(trainings.hours) as decimal(18, 4)) as hours
    from trainings
    inner join terms on trainings.officer = terms.row_id and terms.ledger = 'officers'
    where
        trainings.kind = '法律知识培训'
        and trainings.held_on between cast($from_day as date) and cast($as_of as date)
    group by terms.person
),

shown as (
    select holding.row_id, coalesce(hours.hours, 0) as hours, count(*) over () as row_count
    from holding
    left join hours on holding.person = hours.person
    order by hours.hours asc nulls first, holding.row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    seen_rows.place,
    shown.hours,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_id = seen_rows.row_id and seen_rows.ledger = 'officers'
order by shown.hours asc nulls first, shown.row_id asc nulls last

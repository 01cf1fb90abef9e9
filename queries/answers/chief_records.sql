-- Question: Which river chiefs were in office in a year, how often did they patrol, and what was found in their village?
-- Parameters: $place, $year_start, $as_of, $unmasked
-- Reads: river_chiefs, river_patrols, problems
-- Columns: row_id, place (code), level, since, until (null = in office on $as_of), patrols (this year),
--   found (this year's problems from patrols in the chief's village), source_file, line,
--   cells (joined by U+001F, masked)
-- Grain: one row per chief.
with chiefs as (
    select
        row_id,
        place,
        level,
        since,
        case when until <= cast($as_of as date) then until end as until
    from river_chiefs
    where
        place like $place
        and since <= cast($as_of as date)
        and (until is null or until >= cast($year_start as date))
),

patrolled as (
    select chief, count(*) as patrols
    from river_patrols
    where
        place like $place
        and cast(patrolled_at as date) between cast($year_start as date) and cast($as_of as date)
    group by chief
),

problems_found as (
    select substr(place, 1, 12) as village, count(*) as found
    from problems
    where
        place like $place
        and source = '巡河自查'
        and found_on between cast($year_start as date) and cast($as_of as date)
    group by substr(place, 1, 12)
)

select
    chiefs.row_id,
    chiefs.place,
    chiefs.level,
    chiefs.since,
    chiefs.until,
    coalesce(patrolled.patrols, 0) as patrols,
    coalesce(problems_found.found, 0) as found,
    ledger_rows.source_file,
    ledger_rows.line,
    case when $unmasked and ledger_rows.original is not null then ledger_rows.original else ledger_rows.cells end as cells
from chiefs
inner join ledger_rows on chiefs.row_id = ledger_rows.row_id and ledger_rows.ledger = 'river_chiefs'
left join patrolled on chiefs.row_id = patrolled.chief
left join problems_found on substr(chiefs.place, 1, 12) = problems_found.village
where ledger_rows.place like $place
order by chiefs.place asc nulls last, chiefs.since asc nulls last, chiefs.row_id asc nulls last

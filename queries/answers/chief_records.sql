-- Question: Which river chiefs were in office in a year, how often did they patrol, and what was found in their village?
-- Parameters: $place, $from_day, $as_of
-- Reads: river_chiefs, river_patrols, problems
-- Columns: person (the row that stands for the chief), row_id (the row in force), place (code), level, since, until (of the
--   time in office without a break; null = in office on $as_of), patrols (the person's, this year),
--   found (this year's problems from patrols in the chief's village), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per chief and unbroken time in office; who is appointed anew by a further row goes on.
with terms_begun as (
    select
        terms.person,
        terms.row_id,
        terms.place,
        terms.from_day,
        river_chiefs.level,
        terms.since_on,
        case when terms.until_on <= cast($as_of as date) then terms.until_on end as until_on,
        max(terms.from_day) over (partition by terms.person, terms.since_on) as latest
    from terms
    inner join river_chiefs on terms.row_id = river_chiefs.row_id
    where
        terms.ledger = 'river_chiefs'
        and terms.place like $place
        and river_chiefs.place like $place
        and terms.from_day <= cast($as_of as date)
        and (terms.until_on is null or terms.until_on >= cast($from_day as date))
),

patrolled as (
    select terms.person, count(*) as patrols
    from river_patrols
    inner join terms on river_patrols.chief = terms.row_id and terms.ledger = 'river_chiefs'
    where
        river_patrols.place like $place
        and cast(river_patrols.patrolled_at as date) between cast($from_day as date) and cast($as_of as date)
    group by terms.person
),

problems_found as (
    select substr(place, 1, 12) as village, count(*) as found
    from problems
    where
        place like $place
        and source = '巡河自查'
        and found_on between cast($from_day as date) and cast($as_of as date)
    group by substr(place, 1, 12)
)

select
    chiefs.person, chiefs.row_id, chiefs.place, chiefs.level, chiefs.since_on as since, chiefs.until_on as until,
    coalesce(patrolled.patrols, 0) as patrols,
    coalesce(problems_found.found, 0) as found,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from terms_begun as chiefs
inner join seen_rows on chiefs.row_id = seen_rows.row_id and seen_rows.ledger = 'river_chiefs'
left join patrolled on chiefs.person = patrolled.person
left join problems_found on substr(chiefs.place, 1, 12) = problems_found.village
where chiefs.from_day = chiefs.latest
order by chiefs.place asc nulls last, chiefs.since_on asc nulls last, chiefs.row_id asc nulls last

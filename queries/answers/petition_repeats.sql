-- Question: Which petitioners came back within the time asked about?
-- Parameters: $place, $from_day, $as_of, $most (people at most)
-- Reads: petitions
-- Columns: person (a number, 1 = the most petitions), times (the petitions of this person), row_count (how many such people
--   there are, listed or not), row_id, place (code), registered_on, kind, source_file, line,
--   cells (joined by U+001F, masked)
-- Grain: one row per petition of whoever has two or more; each person's latest first. The same person is the same
--   identity number or, without one, the same name and telephone number; neither leaves this query.
with
named as (
    select
        row_id,
        place,
        registered_on,
        kind,
        case
            when trim(id_no) <> '' then 'id ' || upper(trim(id_no))
            when trim(petitioner) <> '' and trim(phone) <> '' then 'name ' || trim(petitioner) || ' ' || trim(phone)
        end as who
    from petitions
    where place like $place and registered_on between cast($from_day as date) and cast($as_of as date)
),

repeated as (
    select who, count(*) as times, max(registered_on) as last_on
    from named
    where who is not null
    group by who
    having count(*) > 1
),

ranked as (
    select
        who, times, count(*) over () as row_count,
        row_number() over (order by times desc nulls last, last_on desc nulls last, who asc nulls last) as person
    from repeated
),

-- the join reads the text of no more rows than are shown
shown as (
    select ranked.person, ranked.times, ranked.row_count, named.row_id, named.place, named.registered_on, named.kind
    from named
    inner join ranked on named.who = ranked.who
    where ranked.person <= $most
)

select
    shown.person, shown.times, shown.row_count, shown.row_id, shown.place, shown.registered_on, shown.kind,
    seen_rows.source_file, seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_id = seen_rows.row_id and seen_rows.ledger = 'petitions'
order by shown.person asc nulls last, shown.registered_on desc nulls last, shown.row_id asc nulls last

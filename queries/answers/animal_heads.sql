-- Question: How many animals were to be treated or tested, how many were, and how many passed?
-- Parameters: $place, $width (digits of the place codes to group by), $from_day, $as_of, $most (rows at most)
-- Reads: animal_health
-- Columns: kind, place (code), due_heads, done_heads, judged_heads (done, with a result), qualified_heads (of the judged),
--   row_count (of all kinds, species and places, also those beyond $most), row_id (one batch of them), source_file, line,
--   cells (of that batch, joined by U+001F, masked: it names the species)
-- Grain: one row per kind, species and place; the largest first within a kind.
with sums as (
    select
        kind,
        coalesce(species, '') as species,
        substr(place, 1, $width) as place,
        cast(sum(due_heads) as bigint) as due_heads,
        cast(sum(done_heads) as bigint) as done_heads,
        cast(coalesce(sum(case when qualified_heads is not null then done_heads end), 0) as bigint) as judged_heads,
        cast(coalesce(sum(qualified_heads), 0) as bigint) as qualified_heads,
        min(row_id) as row_id
    from animal_health
    where place like $place and held_on between cast($from_day as date) and cast($as_of as date)
    group by kind, coalesce(species, ''), substr(place, 1, $width)
),

shown as (
    select kind, species, place, due_heads, done_heads, judged_heads, qualified_heads, row_id, count(*) over () as row_count
    from sums
    order by kind asc nulls last, due_heads desc nulls last, species asc nulls last, place asc nulls last
    limit $most
)

select
    shown.kind,
    shown.place,
    shown.due_heads,
    shown.done_heads,
    shown.judged_heads,
    shown.qualified_heads,
    shown.row_count,
    shown.row_id,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on seen_rows.ledger = 'animal_health' and shown.row_id = seen_rows.row_id
order by shown.kind asc nulls last, shown.due_heads desc nulls last, shown.species asc nulls last, shown.place asc nulls last

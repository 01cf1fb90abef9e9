-- Question: Which themes of publicity for the law reached the most people this year?
-- Parameters: $place, $from_day, $as_of, $most (themes at most)
-- Reads: publicity_events
-- Columns: row_id (one of the theme's events), events, counted (events whose audience is known), people,
--   row_count (of all themes), source_file, line,
--   cells (of that event, joined by U+001F, masked; a theme is free text, so it is shown as the row shows it)
-- Grain: one row per theme, the most people first.
with themes as (
    select
        coalesce(theme, '') as theme,
        min(row_id) as row_id,
        count(*) as events,
        count(audience) as counted,
        cast(coalesce(sum(audience), 0) as bigint) as people
    from publicity_events
    where place like $place and held_on between cast($from_day as date) and cast($as_of as date)
    group by coalesce(theme, '')
),

-- the join reads the text of no more rows than are shown
shown as (
    select theme, row_id, events, counted, people, count(*) over () as row_count
    from themes
    order by people desc nulls last, events desc nulls last, theme asc nulls last
    limit $most
)

select
    shown.row_id,
    shown.events,
    shown.counted,
    shown.people,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_id = seen_rows.row_id and seen_rows.ledger = 'publicity_events'
order by shown.people desc nulls last, shown.events desc nulls last, shown.theme asc nulls last

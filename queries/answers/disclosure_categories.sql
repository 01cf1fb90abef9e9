-- Question: What was made public in the year, category by category, and how much of it in time?
-- Parameters: $place, $from_day, $as_of, $most (categories at most)
-- Reads: disclosures
-- Columns: published, on_time, with_limit (published or overdue government information), row_count (of all categories),
--   row_id (one row of the category), source_file, line, cells (of that row, joined by U+001F, masked: it names the category)
-- Grain: one row per category; the largest first.
with categories as (
    select
        coalesce(disclosures.category, '') as category,
        count(case when facts.indicator = 'disclosures' then 1 end) as published,
        cast(coalesce(sum(case when facts.indicator = 'disclosures_on_time' then facts.numerator end), 0) as bigint) as on_time,
        cast(coalesce(sum(case when facts.indicator = 'disclosures_on_time' then facts.denominator end), 0) as bigint)
            as with_limit,
        count(*) over () as row_count,
        min(facts.row_id) as row_id
    from facts
    inner join disclosures on facts.row_id = disclosures.row_id
    where
        facts.place like $place
        and disclosures.place like $place
        and facts.ledger = 'disclosures'
        and facts.indicator in ('disclosures', 'disclosures_on_time')
        and facts.day >= cast($from_day as date)
        and facts.known_on <= cast($as_of as date)
    group by coalesce(disclosures.category, '')
),

shown as (
    select category, published, on_time, with_limit, row_count, row_id
    from categories
    order by published desc nulls last, category asc nulls last
    limit $most
)

select
    shown.published,
    shown.on_time,
    shown.with_limit,
    shown.row_count,
    shown.row_id,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on seen_rows.ledger = 'disclosures' and shown.row_id = seen_rows.row_id
order by shown.published desc nulls last, shown.category asc nulls last

-- Question: Which patrols of a year should somebody check: one chief at two places in one minute, very short, very near?
-- Parameters: $place, $from_day, $as_of, $least_minutes, $least_metres, $most (patrols at most)
-- Reads: river_patrols
-- Columns: row_id, same_minute (1 = yes), too_short, too_near, row_count (of all patrols to check), source_file, line,
--   cells (joined by U+001F, masked)
-- Grain: one row per patrol to check, the latest first.
with patrols as (
    select row_id, place, chief, patrolled_at, reach, minutes, metres
    from river_patrols
    where
        place like $place
        and cast(patrolled_at as date) between cast($from_day as date) and cast($as_of as date)
),

twice as (
    select chief, patrolled_at
    from patrols
    group by chief, patrolled_at
    having count(distinct place || ' ' || coalesce(reach, '')) > 1
),

judged as (
    select
        patrols.row_id,
        patrols.patrolled_at,
        case when twice.chief is not null then 1 else 0 end as same_minute,
        case when patrols.minutes < $least_minutes then 1 else 0 end as too_short,
        case when patrols.metres < $least_metres then 1 else 0 end as too_near
    from patrols
    left join twice on patrols.chief = twice.chief and patrols.patrolled_at = twice.patrolled_at
),

-- the join reads the text of no more rows than are shown
shown as (
    select row_id, patrolled_at, same_minute, too_short, too_near, count(*) over () as row_count
    from judged
    where same_minute + too_short + too_near > 0
    order by patrolled_at desc nulls last, row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    shown.same_minute,
    shown.too_short,
    shown.too_near,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_id = seen_rows.row_id and seen_rows.ledger = 'river_patrols'
order by shown.patrolled_at desc nulls last, shown.row_id asc nulls last

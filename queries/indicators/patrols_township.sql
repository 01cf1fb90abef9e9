-- 乡级河长巡河: patrols led by a township-level river chief, one fact per ledger row.
select
    row_id,
    place,
    cast(patrolled_at as date) as day,
    1 as numerator,
    null as denominator
from river_patrols
where level = '乡级'

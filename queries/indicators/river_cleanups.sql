-- 清理河道垃圾: patrols of either level on which rubbish was cleared.
select
    row_id,
    place,
    cast(patrolled_at as date) as day,
    1 as numerator,
    null as denominator
from river_patrols
where cleaned = '是'

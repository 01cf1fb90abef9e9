-- 每百次巡河发现问题: problems found on river patrols, per patrol of either level.
-- Problems and patrols stand in two ledgers, so each fact says which one its row belongs to.
select
    'problems' as ledger,
    row_id,
    place,
    found_on as day,
    1 as numerator,
    0 as denominator
from problems
where source = '巡河自查'
union all
select
    'river_patrols' as ledger,
    row_id,
    place,
    cast(patrolled_at as date) as day,
    0 as numerator,
    1 as denominator
from river_patrols

-- 巡河发现问题: problems found on river patrols, on the day they were found.
select
    row_id,
    place,
    found_on as day,
    1 as numerator,
    null as denominator
from problems
where source = '巡河自查'

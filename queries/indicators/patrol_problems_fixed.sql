-- 巡河自查自纠问题: problems found on river patrols, on the day they were put right.
select
    row_id,
    place,
    rectified_on as day,
    1 as numerator,
    null as denominator
from problems
where source = '巡河自查' and rectified_on is not null

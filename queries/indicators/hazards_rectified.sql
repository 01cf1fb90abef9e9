-- 整治安全隐患: safety hazards, on the day they were put right.
select
    row_id,
    place,
    rectified_on as day,
    1 as numerator,
    null as denominator
from problems
where source = '安全隐患' and rectified_on is not null

-- 三资管理问题督促整改: problems with collective funds, assets and resources, on the day they were put right.
select
    row_id,
    place,
    rectified_on as day,
    1 as numerator,
    null as denominator
from problems
where source = '三资管理' and rectified_on is not null

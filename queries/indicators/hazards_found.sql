-- 排查安全隐患: safety hazards, on the day they were found.
select
    row_id,
    place,
    found_on as day,
    1 as numerator,
    null as denominator
from problems
where source = '安全隐患'

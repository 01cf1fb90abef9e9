-- 动物疫病检测率: heads tested, of heads due for testing.
select
    row_id,
    place,
    held_on as day,
    done_heads as numerator,
    due_heads as denominator
from animal_health
where kind = '检测'

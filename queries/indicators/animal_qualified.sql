-- 动物疫病检测合格率: heads that passed the test, of heads tested.
-- Tests whose result is not entered yet are left out, not taken as failed.
select
    row_id,
    place,
    held_on as day,
    qualified_heads as numerator,
    done_heads as denominator
from animal_health
where kind = '检测' and qualified_heads is not null

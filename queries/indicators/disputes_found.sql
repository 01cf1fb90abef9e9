-- 排查矛盾纠纷: disputes, on the day they were found.
select
    row_id,
    place,
    found_on as day,
    1 as numerator,
    null as denominator
from disputes

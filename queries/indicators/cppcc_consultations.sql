-- 政协协商议事: consultations held with members of the CPPCC, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from oversight_events
where kind = '政协协商议事'

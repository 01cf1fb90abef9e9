-- 代表走访选民日: days on which deputies called on their voters, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from oversight_events
where kind = '代表走访选民日'

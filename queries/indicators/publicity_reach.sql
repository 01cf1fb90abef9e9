-- 普法受教育人次: people taught by publicity for the law; every kind of event adds its audience.
select
    row_id,
    place,
    held_on as day,
    coalesce(audience, 0) as numerator,
    null as denominator
from publicity_events

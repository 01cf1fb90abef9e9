-- 法律明白人: residents trained in the law and in office, from the day they took it up.
-- The last day entered still counts; the day after it takes one away.
select
    row_id,
    place,
    since as from_day,
    until as last_day,
    1 as numerator,
    null as denominator
from law_savvy_residents

-- 党务村务政务公开信息: items made public, on the day of publication.
-- An item that was formed but not yet published does not count.
select
    row_id,
    place,
    published_on as day,
    1 as numerator,
    null as denominator
from disclosures
where published_on is not null

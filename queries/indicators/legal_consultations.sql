-- 解答法律咨询: legal questions answered, on the day of the answer.
-- A question still waiting for its answer does not count.
select
    row_id,
    place,
    answered_on as day,
    1 as numerator,
    null as denominator
from requests
where kind = '法律咨询' and answered_on is not null

-- 司法确认: settled disputes confirmed by a court, on the day of the confirmation.
select
    row_id,
    place,
    confirmed_on as day,
    1 as numerator,
    null as denominator
from disputes
where result = '调解成功' and confirmed_on is not null

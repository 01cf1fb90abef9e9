-- 复议诉讼纠错: reviews and lawsuits in which our act was set right, on the closing day.
select
    row_id,
    place,
    closed_on as day,
    1 as numerator,
    null as denominator
from litigation
where result = '纠错' and closed_on is not null

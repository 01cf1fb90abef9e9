-- 收集急难愁盼问题: urgent concerns of the public, on the day they were received.
select
    row_id,
    place,
    received_on as day,
    1 as numerator,
    null as denominator
from requests
where kind = '急难愁盼'

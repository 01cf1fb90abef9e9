-- 修订制度: internal rules revised, on the day they were issued.
select
    row_id,
    place,
    issued_on as day,
    1 as numerator,
    null as denominator
from rules
where kind = '内部制度' and action = '修订'

-- 成功调处矛盾纠纷: disputes settled by mediation, on the day mediation ended.
select
    row_id,
    place,
    ended_on as day,
    1 as numerator,
    null as denominator
from disputes
where result = '调解成功' and ended_on is not null

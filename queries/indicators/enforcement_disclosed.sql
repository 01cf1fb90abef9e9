-- 执法结果公示及时率: results of enforcement shown in time, 7 working days for penalties and licences, 20 for others.
-- A result shown late or not at all counts against us from the day after its limit.
select
    row_id,
    place,
    counts_on as day,
    case when in_time then 1 else 0 end as numerator,
    1 as denominator
from deadlines
where rule in ('enforcement_disclose_7', 'enforcement_disclose_20')

-- 负责人出庭应诉率: hearings of administrative lawsuits at which our head appeared, of those where the head had to.
-- A lawsuit counts on the day of its hearing; one not yet heard is neither good nor bad.
select
    row_id,
    place,
    heard_on as day,
    case when head_appeared = '是' then 1 else 0 end as numerator,
    1 as denominator
from litigation
where kind = '行政诉讼' and head_appeared <> '不适用' and heard_on is not null

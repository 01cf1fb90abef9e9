-- 重大决策五程序齐全率: major decisions with all five steps taken, of all decided.
-- A step the law does not ask for in this case (不适用) is not missing; only from collective
-- discussion no law exempts, so 不适用 is no discussion there. The legal adviser's part is no step of its own.
select
    row_id,
    place,
    decided_on as day,
    case
        when
            participation in ('是', '不适用')
            and expert in ('是', '不适用')
            and risk in ('是', '不适用')
            and legal_review in ('是', '不适用')
            and collective = '是'
            then 1
        else 0
    end as numerator,
    1 as denominator
from decisions
where decided_on is not null

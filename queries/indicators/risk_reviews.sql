-- 风险隐患分析评估: reviews of risks and hazards, one fact per review.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from risk_reviews

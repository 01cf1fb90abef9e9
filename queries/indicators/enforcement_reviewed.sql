-- 重大执法法制审核率: decisions that needed a legal review and had it before they were taken.
-- They count on the day of the decision: until then the review can still be held in time.
select
    row_id,
    place,
    decided_on as day,
    case when legal_reviewed_on <= decided_on then 1 else 0 end as numerator,
    1 as denominator
from enforcement_cases
where needs_legal_review = '是' and decided_on is not null

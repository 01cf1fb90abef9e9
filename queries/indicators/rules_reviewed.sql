-- 规范性文件合法性审核率: normative documents made or revised whose legality was reviewed before they were issued.
-- A review later than the issue does not heal the document. Both on one day is taken as review first.
select
    row_id,
    place,
    issued_on as day,
    case when reviewed_on <= issued_on then 1 else 0 end as numerator,
    1 as denominator
from rules
where kind = '规范性文件' and action in ('制定', '修订')

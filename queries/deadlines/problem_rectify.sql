-- 问题整改: problems of every source, from discovery to being put right by the limit set for each.
select
    'problems' as ledger,
    row_id,
    place,
    found_on as started_on,
    due_on,
    rectified_on as finished_on
from problems
where due_on is not null

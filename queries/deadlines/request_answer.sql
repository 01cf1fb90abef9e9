-- 群众诉求答复: requests of the public, from receipt to the answer by the limit set for each.
select
    'requests' as ledger,
    row_id,
    place,
    received_on as started_on,
    due_on,
    answered_on as finished_on
from requests
where due_on is not null

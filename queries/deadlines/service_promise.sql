-- 政务服务承诺: service cases, from acceptance to completion by the day promised to the applicant.
select
    'service_cases' as ledger,
    row_id,
    place,
    accepted_on as started_on,
    promised_by as due_on,
    completed_on as finished_on
from service_cases

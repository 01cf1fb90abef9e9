-- 上门办理: service cases handled at the applicant's home, on the day they were accepted.
select
    row_id,
    place,
    accepted_on as day,
    1 as numerator,
    null as denominator
from service_cases
where channel = '上门'

-- 办结率: service cases completed, of those completed or past their promised day.
-- A case still open after its promised day counts 0/1 from the next day, and 1/0 on the day it is completed after all.
-- What is still open when a year ends is a debt of the next one: it counts 0/1 there from 1 January until it is completed,
-- while the closed year stays as it was on 31 December.
-- (docs/decisions.md, "Open at the end of a year")
with
cases as (
    select
        row_id,
        place,
        completed_on,
        cast(promised_by + interval 1 day as date) as late_on
    from service_cases
),

years as (
    select min(day) as first_day, max(day) as last_day
    from calendar
    group by year
)

select row_id, place, completed_on as day, 1 as numerator, 1 as denominator
from cases
where completed_on < late_on
union all
select cases.row_id, cases.place, greatest(cases.late_on, years.first_day) as day, 0 as numerator, 1 as denominator
from cases
inner join years
    on cases.late_on <= years.last_day and coalesce(cases.completed_on, years.last_day) >= years.first_day
where coalesce(cases.completed_on, cases.late_on) >= cases.late_on
union all
select row_id, place, completed_on as day, 1 as numerator, 0 as denominator
from cases
where completed_on >= late_on

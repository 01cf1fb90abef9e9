-- Question: How many enforcement cases were decided in each month, kind by kind?
-- Parameters: $place, $from_day, $as_of
-- Reads: enforcement_cases
-- Columns: month (1-12), kind, case_count
-- Grain: one row per month and kind with cases: a penalty case also where nobody was punished, which the indicator `penalties`
--   does not count. An inspection without a decision counts on the day it was held.
select
    calendar.month_no % 12 + 1 as month,
    enforcement_cases.kind,
    count(*) as case_count
from enforcement_cases
inner join calendar
    on
        calendar.day = coalesce(
            enforcement_cases.decided_on,
            case when enforcement_cases.kind = '检查' then enforcement_cases.filed_on end
        )
where
    enforcement_cases.place like $place
    and calendar.day between cast($from_day as date) and cast($as_of as date)
group by calendar.month_no, enforcement_cases.kind
order by calendar.month_no asc nulls last, enforcement_cases.kind asc nulls last

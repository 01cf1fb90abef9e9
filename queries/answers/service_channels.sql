-- Question: How many service cases came in by each channel in each month?
-- Parameters: $place, $from_day, $as_of
-- Reads: service_cases
-- Columns: month (1-12), channel, row_count
-- Grain: one row per month of acceptance and channel; ask for no more than a year.
select
    calendar.month_no % 12 + 1 as month,
    service_cases.channel,
    count(*) as row_count
from service_cases
inner join calendar on service_cases.accepted_on = calendar.day
where
    service_cases.place like $place
    and service_cases.accepted_on between cast($from_day as date) and cast($as_of as date)
group by calendar.month_no, service_cases.channel
order by calendar.month_no asc nulls last, service_cases.channel asc nulls last

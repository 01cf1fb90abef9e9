-- Question: How many problems did patrols find this year, how many of them are put right, and what is open too long?
-- Parameters: $place, $from_day, $as_of
-- Reads: problems
-- Columns: found (this year), fixed (of those), still_open (of any year), overdue (of the open), carried (of the overdue,
--   found in an earlier year)
-- Grain: one row.
with patrolled as (
    select
        found_on,
        due_on,
        case when rectified_on <= cast($as_of as date) then rectified_on end as rectified_on
    from problems
    where place like $place and source = '巡河自查' and found_on <= cast($as_of as date)
)

select
    count(case when found_on >= cast($from_day as date) then 1 end) as found,
    count(case when found_on >= cast($from_day as date) and rectified_on is not null then 1 end) as fixed,
    count(case when rectified_on is null then 1 end) as still_open,
    count(case when rectified_on is null and due_on < cast($as_of as date) then 1 end) as overdue,
    count(case
        when rectified_on is null and due_on < cast($as_of as date) and found_on < cast($from_day as date) then 1
    end) as carried
from patrolled

-- For every rule and every day a clock may start: the last day in time, plain and extended.
-- Columns: rule; started_on; extended (boolean); due_on. Grain: one row per rule, started_on and extended.
-- Reads: limits (the rows of deadlines.csv), calendar.
-- The start day is not counted, a due day that falls on a holiday does not move, and the number in force on the
-- start day governs. A rule without an extension has the same day for both.
-- (docs/decisions.md, "Due dates are looked up")
with
lengths as (
    select rule, unit, valid_from, valid_to, false as extended, days as length
    from limits
    where days is not null
    union all
    select rule, unit, valid_from, valid_to, true as extended, days + coalesce(extension, 0) as length
    from limits
    where days is not null
),

starts as (
    select
        lengths.rule, lengths.unit, lengths.extended, lengths.length,
        calendar.day, calendar.day_no, calendar.working_no, calendar.month_no, calendar.day_of_month
    from lengths
    inner join calendar
        on
            calendar.day >= coalesce(lengths.valid_from, calendar.day)
            and calendar.day <= coalesce(lengths.valid_to, calendar.day)
)

select starts.rule, starts.day as started_on, starts.extended, ends.day as due_on
from starts
inner join calendar as ends on starts.day_no + starts.length = ends.day_no
where starts.unit = 'calendar'
union all
-- working_no stands still over days off; the one working day that bears it is the due day
select starts.rule, starts.day as started_on, starts.extended, ends.day as due_on
from starts
inner join calendar as ends on starts.working_no + starts.length = ends.working_no and ends.working
where starts.unit = 'working'
union all
-- the same day of the month, or the last one of a month that is too short for it
select starts.rule, starts.day as started_on, starts.extended, ends.day as due_on
from starts
inner join calendar as ends
    on
        starts.month_no + starts.length = ends.month_no
        and least(starts.day_of_month, ends.month_days) = ends.day_of_month
where starts.unit = 'month'

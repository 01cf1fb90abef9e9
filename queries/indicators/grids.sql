-- 网格: grids of the township, from the day they were set up.
-- One without such a day has been there from the first day of the calendar. The last day entered still counts;
-- the day after it takes one away.
with
calendar_start as (
    select min(day) as day
    from calendar
)

select
    places.row_id,
    places.place,
    coalesce(places.opened_on, calendar_start.day) as from_day,
    places.closed_on as last_day,
    1 as numerator,
    null as denominator
from places
cross join calendar_start
where places.level = '网格'

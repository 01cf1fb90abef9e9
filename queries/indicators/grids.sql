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
    coalesce(places.opened_on, calendar_start.day) as day,
    1 as numerator,
    null as denominator
from places
cross join calendar_start
where places.level = '网格'
union all
select
    row_id,
    place,
    cast(closed_on + interval 1 day as date) as day,
    -1 as numerator,
    null as denominator
from places
where level = '网格' and closed_on is not null

-- 村人民调解组织覆盖率: villages with at least one mediation committee, of all villages.
-- A village counts once however many committees it has: only the first to begin and the last to end count.
-- A village without a day of foundation has been there from the first day of the calendar.
with
villages as (
    select places.code, coalesce(places.opened_on, min(calendar.day)) as from_day, places.closed_on as last_day
    from places
    cross join calendar
    where places.level = '村'
    group by places.code, places.opened_on, places.closed_on
),

-- a committee only covers its village while there is one
covers as (
    select
        committees.row_id, committees.place, villages.code,
        greatest(committees.established_on, villages.from_day) as from_day,
        least(committees.dissolved_on, villages.last_day) as last_day
    from mediation_committees as committees
    inner join villages on substring(committees.place, 1, 12) = villages.code
),

changes as (
    select row_id, place, code, from_day as day, 1 as change from covers
    where from_day <= coalesce(last_day, from_day)
    union all
    select row_id, place, code, cast(last_day + interval 1 day as date) as day, -1 as change from covers
    where from_day <= last_day
),

-- arrivals come first: a committee that follows another without a gap leaves no day uncovered
running as (
    select
        row_id, place, day, change,
        cast(sum(change) over (
            partition by code
            order by day asc nulls last, change desc nulls last, row_id asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as committees
    from changes
)

select 'mediation_committees' as ledger, row_id, place, day, change as numerator, 0 as denominator from running
where (change = 1 and committees = 1) or (change = -1 and committees = 0)
union all
select 'places' as ledger, code as row_id, code as place, from_day as day, 0 as numerator, 1 as denominator
from villages
union all
select
    'places' as ledger, code as row_id, code as place, cast(last_day + interval 1 day as date) as day,
    0 as numerator, -1 as denominator
from villages
where last_day is not null

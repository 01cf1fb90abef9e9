-- 执法人员培训达标率: officers who reached the year's hours of legal training, of those holding a certificate.
-- In every year an officer counts 0/1 from 1 January or the day of certification, and 1/0 from the day the
-- year's hours are reached. Who loses the certificate first leaves the count (0/-1) the day after its last
-- valid day; who loses it later has done the year's training and stays.
with
years as (
    select year, min(day) as first_day, max(day) as last_day
    from calendar
    group by year
),

running as (
    select
        trainings.officer, calendar.year, trainings.held_on,
        cast(sum(trainings.hours) over (
            partition by trainings.officer, calendar.year
            order by trainings.held_on nulls last, trainings.row_id nulls last
            rows between unbounded preceding and current row
        ) as decimal(18, 4)) as hours
    from trainings
    inner join calendar on trainings.held_on = calendar.day
    where trainings.kind = '法律知识培训'
),

reached as (
    select running.officer, running.year, min(running.held_on) as day
    from running
    inner join parameters on parameters.parameter = 'training_hours'
    where running.hours >= cast(parameters.value as decimal(18, 4))
    group by running.officer, running.year
),

-- one row per officer and year with a valid day in it (least passes over an empty date)
held as (
    select
        officers.row_id, officers.place, years.year, years.last_day,
        greatest(officers.certified_on, years.first_day) as from_day,
        least(officers.expires_on, officers.revoked_on, years.last_day) as until_day
    from officers
    inner join years on officers.certified_on <= years.last_day
),

standing as (
    select
        held.row_id, held.place, held.from_day, held.until_day, held.last_day, reached.day as reached_on
    from held
    left join reached on held.row_id = reached.officer and held.year = reached.year and held.until_day >= reached.day
    where held.from_day <= held.until_day
)

select row_id, place, from_day as day, 0 as numerator, 1 as denominator from standing
union all
select row_id, place, greatest(reached_on, from_day) as day, 1 as numerator, 0 as denominator from standing
where reached_on is not null
union all
select row_id, place, cast(until_day + interval 1 day as date) as day, 0 as numerator, -1 as denominator
from standing
where until_day < last_day and reached_on is null

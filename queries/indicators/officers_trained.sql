-- 执法人员培训达标率: people who reached the year's hours of legal training, of those holding a certificate.
-- In every year a person counts 0/1 from the first valid day, and 1/0 from the day the hours are reached, whichever of the
-- person's rows (`terms`) the trainings name. Who loses the certificate before leaves the count (0/-1) the day after its last
-- valid day and comes back with a new one; who loses it later stays. The row of the year's first valid day stands all year.
with
years as (
    select year, min(day) as first_day, max(day) as last_day
    from calendar
    group by year
),

running as (
    select
        terms.person, calendar.year, trainings.held_on,
        cast(sum(trainings.hours) over (
            partition by terms.person, calendar.year
            order by trainings.held_on nulls last, trainings.row_id nulls last
            rows between unbounded preceding and current row
        ) as decimal(18, 4)) as hours
    from trainings
    inner join terms on trainings.officer = terms.row_id and terms.ledger = 'officers'
    inner join calendar on trainings.held_on = calendar.day
    where trainings.kind = '法律知识培训'
),

-- one row per person, year and unbroken time in it
held as (
    select
        terms.person, years.year, years.last_day as year_end,
        greatest(terms.from_day, years.first_day) as from_day, least(terms.until_on, years.last_day) as until_day,
        first_value(terms.row_id) over in_order as row_id, first_value(terms.place) over in_order as place
    from terms
    inner join years on terms.from_day <= years.last_day and coalesce(terms.last_day, years.last_day) >= years.first_day
    where terms.ledger = 'officers' and greatest(terms.from_day, years.first_day) = greatest(terms.since_on, years.first_day)
    window in_order as (partition by terms.person, years.year order by terms.from_day asc nulls last, terms.row_id asc nulls last)
),

reached as (
    select held.person, held.year, min(greatest(running.held_on, held.from_day)) as day
    from held
    inner join running on held.person = running.person and held.year = running.year and held.until_day >= running.held_on
    inner join parameters on parameters.parameter = 'training_hours'
    where running.hours >= cast(parameters.value as decimal(18, 4))
    group by held.person, held.year
),

standing as (
    select held.*, reached.day as reached_on
    from held
    left join reached on held.person = reached.person and held.year = reached.year
)

select row_id, place, from_day as day, 0 as numerator, 1 as denominator from standing
where from_day <= coalesce(reached_on, from_day)
union all
select row_id, place, reached_on as day, 1 as numerator, 0 as denominator from standing
where reached_on between from_day and until_day
union all
select row_id, place, cast(until_day + interval 1 day as date) as day, 0 as numerator, -1 as denominator from standing
where until_day < year_end and until_day < coalesce(reached_on, year_end)

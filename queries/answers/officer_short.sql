-- Question: How many people with a valid certificate have had fewer hours of legal training than the year asks for?
-- Parameters: $place, $from_day, $as_of
-- Reads: officers, trainings
-- Columns: holding, short (fewer hours than the home's training_hours)
-- Grain: one row. The trainings of all rows of a person count together.
with holding as (
    select terms.person
    from terms
    inner join officers on terms.row_id = officers.row_id
    where
        terms.ledger = 'officers'
        and terms.place like $place
        and officers.place like $place
        and terms.from_day <= cast($as_of as date)
        and coalesce(terms.last_day >= cast($as_of as date), true)
),

hours as (
    select terms.person, cast(sum(trainings.hours) as decimal(18, 4)) as hours
    from trainings
    inner join terms on trainings.officer = terms.row_id and terms.ledger = 'officers'
    where
        trainings.kind = '法律知识培训'
        and trainings.held_on between cast($from_day as date) and cast($as_of as date)
    group by terms.person
)

select
    count(*) as holding,
    count(case when coalesce(hours.hours, 0) < cast(parameters.value as decimal(18, 4)) then 1 end) as short
from holding
inner join parameters on parameters.parameter = 'training_hours'
left join hours on holding.person = hours.person

-- Question: How many officers with a valid certificate have had fewer hours of legal training than the year asks for?
-- Parameters: $place, $from_day, $as_of
-- Reads: officers, trainings
-- Columns: holding, short (fewer hours than the home's training_hours)
-- Grain: one row.
with holding as (
    select row_id
    from officers
    where
        place like $place
        and certified_on <= cast($as_of as date)
        and coalesce(least(expires_on, revoked_on) >= cast($as_of as date), true)
),

hours as (
    select officer, cast(sum(hours) as decimal(18, 4)) as hours
    from trainings
    where kind = '法律知识培训' and held_on between cast($from_day as date) and cast($as_of as date)
    group by officer
)

select
    count(*) as holding,
    count(case when coalesce(hours.hours, 0) < cast(parameters.value as decimal(18, 4)) then 1 end) as short
from holding
inner join parameters on parameters.parameter = 'training_hours'
left join hours on holding.row_id = hours.officer

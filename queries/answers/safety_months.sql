-- Question: In which months was each work of prevention done?
-- Parameters: $place, $from_day, $as_of
-- Reads: risk_reviews, safety_activities, animal_health
-- Columns: work (risk_reviews, animal_health, or the kind of a safety activity), month (1-12), row_count
-- Grain: one row per work and month with rows.
with done as (
    select 'risk_reviews' as work, held_on from risk_reviews
    where place like $place
    union all
    select 'animal_health' as work, held_on from animal_health
    where place like $place
    union all
    select kind as work, held_on from safety_activities
    where place like $place
)

select
    done.work,
    calendar.month_no % 12 + 1 as month,
    count(*) as row_count
from done
inner join calendar on done.held_on = calendar.day
where done.held_on between cast($from_day as date) and cast($as_of as date)
group by done.work, calendar.month_no
order by done.work asc nulls last, calendar.month_no asc nulls last

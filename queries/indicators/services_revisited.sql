-- 差评回访率: cases rated 不满意 or worse whose applicant was called back, of all so rated.
-- A bad rating counts 0/1 on the day the case was completed, and 1/0 on the day of the call: between the two it
-- shows as not yet called. A call in a later year changes nothing, since that year never had it to do. A call
-- noted before completion counts with the completion, so that no day shows a call without its rating.
with
bad_ratings as (
    select
        row_id,
        place,
        completed_on,
        case when revisited_on < completed_on then completed_on else revisited_on end as called_on
    from service_cases
    where rating in ('不满意', '非常不满意') and completed_on is not null
)

select
    row_id,
    place,
    completed_on as day,
    0 as numerator,
    1 as denominator
from bad_ratings
union all
select
    bad_ratings.row_id,
    bad_ratings.place,
    bad_ratings.called_on as day,
    1 as numerator,
    0 as denominator
from bad_ratings
inner join calendar as completion on bad_ratings.completed_on = completion.day
inner join calendar as call on bad_ratings.called_on = call.day
where completion.year = call.year

-- 差评回访率: cases rated 不满意 or worse whose applicant was called back, of all so rated.
-- A bad rating counts 0/1 on the day the case was completed, and 1/0 on the day of the call: between the two it shows as
-- not yet called. A call noted before completion counts with the completion, so that no day shows a call without its rating.
-- Who is not called when a year ends is a debt of the next one: it counts 0/1 there from 1 January until the call, while
-- the closed year stays as it was on 31 December.
-- (docs/decisions.md, "Open at the end of a year")
with
bad_ratings as (
    select
        row_id,
        place,
        completed_on,
        case when revisited_on < completed_on then completed_on else revisited_on end as called_on
    from service_cases
    where rating in ('不满意', '非常不满意') and completed_on is not null
),

years as (
    select min(day) as first_day, max(day) as last_day
    from calendar
    group by year
)

select
    bad_ratings.row_id, bad_ratings.place, greatest(bad_ratings.completed_on, years.first_day) as day,
    0 as numerator, 1 as denominator
from bad_ratings
inner join years
    on
        bad_ratings.completed_on <= years.last_day
        and coalesce(bad_ratings.called_on, years.last_day) >= years.first_day
union all
select row_id, place, called_on as day, 1 as numerator, 0 as denominator
from bad_ratings
where called_on is not null

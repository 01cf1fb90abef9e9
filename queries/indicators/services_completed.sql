-- 办结率: service cases completed, of those completed or past their promised day.
-- A case still open after its promised day counts 0/1 from the next day. Completing it later in that same
-- year adds 1/0; completing it in a later year changes nothing, since that year never had it to do.
with
cases as (
    select
        row_id,
        place,
        completed_on,
        cast(promised_by + interval 1 day as date) as late_on
    from service_cases
)

select
    row_id,
    place,
    case when completed_on < late_on then completed_on else late_on end as day,
    case when completed_on < late_on then 1 else 0 end as numerator,
    1 as denominator
from cases
union all
select
    cases.row_id,
    cases.place,
    cases.completed_on as day,
    1 as numerator,
    0 as denominator
from cases
inner join calendar as late on cases.late_on = late.day
inner join calendar as completion on cases.completed_on = completion.day
where cases.completed_on >= cases.late_on and late.year = completion.year

-- 村人民调解组织覆盖率: villages with at least one mediation committee, of all villages.
-- A village counts once however many committees it has: `terms` says what each of them adds to the others, so that on
-- every day exactly one stands for a covered village. A village without a day of foundation has been there from the
-- first day of the calendar.
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
        terms.row_id,
        terms.place,
        greatest(terms.from_day, villages.from_day) as from_day,
        least(terms.last_day, villages.last_day) as last_day
    from terms
    inner join villages on substr(terms.place, 1, 12) = villages.code
    where terms.ledger = 'mediation_committees' and terms.from_day is not null
)

select 'mediation_committees' as ledger, row_id, place, from_day, last_day, 1 as numerator, 0 as denominator
from covers
where from_day <= coalesce(last_day, from_day)
union all
select 'places' as ledger, code as row_id, code as place, from_day, last_day, 0 as numerator, 1 as denominator
from villages

-- 法律明白人: residents trained in the law and in office, from the day they took it up.
-- The last day entered still counts; the day after it takes one away. Who is appointed anew by a further row is counted
-- once: `terms` says what each row adds.
select
    row_id,
    place,
    from_day as day,
    1 as numerator,
    null as denominator
from terms
where ledger = 'law_savvy_residents' and from_day is not null
union all
select
    row_id,
    place,
    cast(last_day + interval 1 day as date) as day,
    -1 as numerator,
    null as denominator
from terms
where ledger = 'law_savvy_residents' and from_day <= last_day

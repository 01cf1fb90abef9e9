-- 安全入户宣传: people reached by safety visits to households; the number is the people, not the visits.
select
    row_id,
    place,
    held_on as day,
    coalesce(people, 0) as numerator,
    null as denominator
from safety_activities
where kind = '入户宣传'

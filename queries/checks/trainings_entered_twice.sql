-- Question: Which trainings and examinations without hours look like the same under two keys?
-- Ledger: trainings
-- Parameters: $place
-- Reads: trainings
-- Severity: 疑点
-- Columns: row_id, officer, person, held_on, kind
-- Message: 与编号 {other} 的人员、日期、种类和成绩都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with people as (
    select
        row_id, place, held_on, kind, coalesce(result, '') as result, coalesce(officer, '') as officer,
        coalesce(person, '') as person, case when officer is null and person is null then coalesce(note, '') end as others
    from trainings
    where place like $place and hours is null -- two trainings of four hours are a day's work
),

alike as (
    select place, held_on, kind, result, officer, person, others, min(row_id) as first_id, max(row_id) as last_id
    from people
    group by place, held_on, kind, result, officer, person, others
    having count(*) > 1
)

select
    people.row_id,
    case when people.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from people
inner join alike
    on
        people.place = alike.place
        and people.held_on = alike.held_on
        and people.kind = alike.kind
        and people.result = alike.result
        and people.officer = alike.officer
        and people.person = alike.person
        and people.others is not distinct from alike.others

-- Question: Which trainings make one person's day longer than a day's work?
-- Ledger: trainings
-- Parameters: $place
-- Reads: trainings
-- Severity: 疑点
-- Columns: hours, officer, person, held_on
-- Message: 学时连同编号 {other} 的，同一个人在 {held_on} 这一天超过了一天的工作时间，可能录了两次：重复的请删去一行，几天的培训请按天填写
with people as (
    select
        row_id, substring(place, 1, 9) as township, held_on, hours, coalesce(officer, '') as officer,
        case when officer is null then person end as person
    from trainings
    where place like $place and hours is not null and (officer is not null or person is not null)
),

days as (
    select
        people.township, people.held_on, people.officer, people.person,
        min(people.row_id) as first_id, max(people.row_id) as last_id
    from people
    inner join parameters on parameters.parameter = 'workday_hours'
    group by people.township, people.held_on, people.officer, people.person, parameters.value
    having count(*) > 1 and sum(people.hours) > cast(parameters.value as decimal(18, 4))
)

select
    people.row_id,
    people.held_on,
    case when people.row_id = days.first_id then days.last_id else days.first_id end as other
from people
inner join days
    on
        people.township = days.township
        and people.held_on = days.held_on
        and people.officer = days.officer
        and people.person is not distinct from days.person

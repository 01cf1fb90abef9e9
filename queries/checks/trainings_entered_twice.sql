-- Question: Which trainings look like the same training under two keys?
-- Ledger: trainings
-- Parameters: $place
-- Reads: trainings
-- Severity: 疑点
-- Columns: row_id, officer, held_on, kind, hours
-- Message: 与编号 {other} 的执法人员、日期、种类和学时都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, officer, held_on, kind, hours, min(row_id) as first_id, max(row_id) as last_id
    from trainings
    where place like $place
    group by place, officer, held_on, kind, hours
    having count(*) > 1
)

select
    trainings.row_id,
    case when trainings.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from trainings
inner join alike
    on
        trainings.place = alike.place
        and trainings.officer = alike.officer
        and trainings.held_on = alike.held_on
        and trainings.kind = alike.kind
        and trainings.hours = alike.hours
where trainings.place like $place

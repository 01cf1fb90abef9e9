-- Question: Which rows look like the same treatment under two keys?
-- Ledger: animal_health
-- Parameters: $place
-- Reads: animal_health
-- Severity: 疑点
-- Columns: row_id, held_on, kind, species
-- Message: 与编号 {other} 的日期、种类和畜种都相同，可能录了两次：重复的请删去一行，确是两件的请在备注里写明
with alike as (
    select place, held_on, kind, species, min(row_id) as first_id, max(row_id) as last_id
    from animal_health
    where place like $place
    group by place, held_on, kind, species
    having count(*) > 1
)

select
    animal_health.row_id,
    case when animal_health.row_id = alike.first_id then alike.last_id else alike.first_id end as other
from animal_health
inner join alike
    on
        animal_health.place = alike.place
        and animal_health.held_on = alike.held_on
        and animal_health.kind = alike.kind
        and animal_health.species = alike.species
where animal_health.place like $place

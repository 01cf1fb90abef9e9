-- Question: Which trainings name an officer who is not in the list?
-- Ledger: trainings
-- Parameters: $place
-- Reads: trainings, officers
-- Severity: 错误
-- Columns: officer
-- Message: 在执法人员台账里没有这个编号，请改正编号，或先在执法人员台账里补登
with lists as (
    select substring(place, 1, 9) as township
    from officers
    where place like $place
    group by substring(place, 1, 9)
)

select trainings.row_id
from trainings
inner join lists on substring(trainings.place, 1, 9) = lists.township
left join officers on trainings.officer = officers.row_id and officers.place like $place
where trainings.place like $place and trainings.officer is not null and officers.row_id is null

-- Question: Which trainings name another person than the officer list does?
-- Ledger: trainings
-- Parameters: $place
-- Reads: trainings, officers
-- Severity: 疑点
-- Columns: person, officer
-- Message: 与执法人员台账里编号 {officer} 的姓名不同，请核对编号和姓名
-- Concerns: officers by officer
select trainings.row_id, trainings.officer
from trainings
inner join officers on trainings.officer = officers.row_id
where
    trainings.place like $place
    and officers.place like $place
    and trainings.person <> officers.name

-- Question: Which cases name an officer who is not in the list?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases, officers
-- Severity: 错误
-- Columns: officer
-- Message: 在执法人员台账里没有这个编号，请改正编号，或先在执法人员台账里补登
with lists as (
    select substring(place, 1, 9) as township
    from officers
    where place like $place
    group by substring(place, 1, 9)
)

select enforcement_cases.row_id
from enforcement_cases
inner join lists on substring(enforcement_cases.place, 1, 9) = lists.township
left join officers on enforcement_cases.officer = officers.row_id and officers.place like $place
where enforcement_cases.place like $place and enforcement_cases.officer is not null and officers.row_id is null

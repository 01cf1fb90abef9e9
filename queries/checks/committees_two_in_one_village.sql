-- Question: Which villages have two mediation committees at once?
-- Ledger: mediation_committees
-- Parameters: $place
-- Reads: mediation_committees
-- Severity: 疑点
-- Columns: row_id, established_on, dissolved_on
-- Message: 与编号 {other} 同时是一个村的调解组织，已撤销的请补填撤销日期，重复的请删去一行
select mine.row_id, min(others.row_id) as other
from mediation_committees as mine
inner join mediation_committees as others
    on
        mine.place = others.place
        and mine.row_id <> others.row_id
where
    mine.place like $place
    and others.place like $place
    and mine.established_on <= coalesce(others.dissolved_on, mine.established_on)
    and others.established_on <= coalesce(mine.dissolved_on, others.established_on)
group by mine.row_id

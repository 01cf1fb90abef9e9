-- Question: Which venues are listed twice at the same time?
-- Ledger: venues
-- Parameters: $place
-- Reads: venues
-- Severity: 疑点
-- Columns: row_id, kind, name, opened_on, closed_on
-- Message: 与编号 {other} 的种类、名称都相同，又同时在用，重复的请删去一行，停用的请补填停用日期
select mine.row_id, min(others.row_id) as other
from venues as mine
inner join venues as others
    on
        mine.place = others.place
        and mine.kind = others.kind
        and mine.name = others.name
        and mine.row_id <> others.row_id
where
    mine.place like $place
    and others.place like $place
    and mine.opened_on <= coalesce(others.closed_on, mine.opened_on)
    and others.opened_on <= coalesce(mine.closed_on, others.opened_on)
group by mine.row_id

-- Question: Which law-savvy residents are listed twice at the same time?
-- Ledger: law_savvy_residents
-- Parameters: $place
-- Reads: law_savvy_residents
-- Severity: 疑点
-- Columns: row_id, name, since, until
-- Message: 与编号 {other} 是同一个地方同名的人，任期又重叠，重复的请删去一行，同名的两个人请在备注里写明
select mine.row_id, min(others.row_id) as other
from law_savvy_residents as mine
inner join law_savvy_residents as others
    on
        mine.place = others.place
        and mine.name = others.name
        and mine.row_id <> others.row_id
where
    mine.place like $place
    and others.place like $place
    and mine.since <= coalesce(others.until, mine.since)
    and others.since <= coalesce(mine.until, others.since)
group by mine.row_id

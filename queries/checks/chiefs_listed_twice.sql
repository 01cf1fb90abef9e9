-- Question: Which river chiefs are listed twice for the same reach and time?
-- Ledger: river_chiefs
-- Parameters: $place
-- Reads: river_chiefs
-- Severity: 疑点
-- Columns: row_id, name, level, reach, since, until
-- Message: 与编号 {other} 的姓名、级别、河段都相同，任期又重叠，重复的请删去一行，换了任期的请补填离任日期
select mine.row_id, min(others.row_id) as other
from river_chiefs as mine
inner join river_chiefs as others
    on
        mine.place = others.place
        and mine.name = others.name
        and mine.level = others.level
        and mine.reach = others.reach
        and mine.row_id <> others.row_id
where
    mine.place like $place
    and others.place like $place
    and mine.since <= coalesce(others.until, mine.since)
    and others.since <= coalesce(mine.until, others.since)
group by mine.row_id

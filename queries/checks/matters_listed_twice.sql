-- Question: Which matters are on the list twice at the same time?
-- Ledger: service_matters
-- Parameters: $place
-- Reads: service_matters
-- Severity: 疑点
-- Columns: row_id, matter, listed_on, removed_on
-- Message: 与编号 {other} 的事项相同，又同时在清单里，重复的请删去一行，移出的请补填移出日期
select mine.row_id, min(others.row_id) as other
from service_matters as mine
inner join service_matters as others
    on
        mine.place = others.place
        and mine.matter = others.matter
        and mine.row_id <> others.row_id
where
    mine.place like $place
    and others.place like $place
    and mine.listed_on <= coalesce(others.removed_on, mine.listed_on)
    and others.listed_on <= coalesce(mine.removed_on, others.listed_on)
group by mine.row_id

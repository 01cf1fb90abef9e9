-- Question: Which keys were used before for something of another year?
-- Ledger: *
-- Parameters: $place, $today, $registers
-- Reads: ledger_rows, superseded
-- Severity: 错误
-- Columns: row_id, day
-- Message: 在以前的文件里是 {old_day} 的一件事，年份不同，收下就会把那一行顶掉：另一件事请换一个没有用过的编号（编号里带上年份），只是更正日期的，请先撤销或改正原来的那一行
with before as (
    select ledger, row_id, max(day) as old_day, max(place) as old_place
    from superseded
    where place like $place
    group by ledger, row_id
)

select ledger_rows.ledger, ledger_rows.row_id, before.old_day
from ledger_rows
inner join before on ledger_rows.ledger = before.ledger and ledger_rows.row_id = before.row_id
where
    ledger_rows.place like $place
    and ledger_rows.ledger not in (select unnest($registers))
    and before.old_day <= cast($today as date) -- a mistyped year that has not come yet is corrected in this way
    and substring(cast(ledger_rows.day as varchar), 1, 4) <> substring(cast(before.old_day as varchar), 1, 4)

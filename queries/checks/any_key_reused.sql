-- Question: Which keys were used before for another day or another place, of the same year or in a register?
-- Ledger: *
-- Parameters: $place, $registers
-- Reads: ledger_rows, superseded
-- Severity: 疑点
-- Columns: row_id, day, place
-- Message: 在以前的文件里是 {old_day}、区划 {old_place} 的一行，这次的日期或区划不同：确是更正的可以收下，另一件事请换一个没有用过的编号
with before as (
    select ledger, row_id, max(day) as old_day, max(place) as old_place
    from superseded
    where place like $place
    group by ledger, row_id
)

select ledger_rows.ledger, ledger_rows.row_id, before.old_day, before.old_place
from ledger_rows
inner join before on ledger_rows.ledger = before.ledger and ledger_rows.row_id = before.row_id
where
    ledger_rows.place like $place
    and (
        substring(cast(ledger_rows.day as varchar), 1, 4) = substring(cast(before.old_day as varchar), 1, 4)
        -- a renewed certificate or a new term is entered by correcting the row
        or ledger_rows.ledger in (select unnest($registers))
    )
    and (ledger_rows.day <> before.old_day or ledger_rows.place <> before.old_place)

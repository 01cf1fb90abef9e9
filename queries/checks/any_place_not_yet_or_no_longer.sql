-- Question: Which rows belong to a day before their village or grid was there, or after it was gone?
-- Ledger: *
-- Parameters: $place, $registers
-- Reads: ledger_rows, places
-- Severity: 疑点
-- Columns: place, day
-- Message: 在 {day} 还没有启用或已经停用，请核对区划代码和日期
select ledger_rows.ledger, ledger_rows.row_id, ledger_rows.day
from ledger_rows
inner join places on ledger_rows.place = places.code
where
    ledger_rows.place like $place
    and places.code like $place
    and (
        -- a register names the grid of today for somebody appointed long before
        (ledger_rows.day < places.opened_on and ledger_rows.ledger not in (select unnest($registers)))
        or ledger_rows.day > places.closed_on
    )

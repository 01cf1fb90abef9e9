-- The ledgers that have a row, and places.
select distinct ledger
from ledger_rows
order by ledger asc nulls last

-- The ledgers behind each indicator, and the time limits it is judged by (rule null: read directly).
select indicator, ledger, rule
from feeds
order by indicator asc nulls last, ledger asc nulls last, rule asc nulls last

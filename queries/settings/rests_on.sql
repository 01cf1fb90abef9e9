-- What each indicator and time limit rests on: ledgers (part empty), their columns, or kinds of rows kept apart.
select name, ledger, part
from rests_on
order by name asc nulls last, ledger asc nulls last, part asc nulls last

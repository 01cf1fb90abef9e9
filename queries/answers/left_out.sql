-- Question: Which files and rows could not be read?
-- Parameters: $place
-- Columns: ledger, file, line (null = the whole file), column (header), value (masked), reason
-- Grain: one row per problem; a row whose place is unknown is everybody's to see.
select ledger, file, line, "column", value, reason
from left_out
where place like $place or place = ''
order by ledger asc nulls last, file asc nulls last, line asc nulls first, "column" asc nulls last, reason asc nulls last

-- Question: Which figures does one ledger row feed?
-- Parameters: $place, $ledger, $row_id
-- Columns: indicator, day, numerator, denominator
-- Grain: one row per fact of the row.
select cast(indicator as varchar) as indicator, day, numerator, denominator
from facts
where place like $place and ledger = $ledger and row_id = $row_id
order by indicator asc nulls last, day asc nulls last, numerator asc nulls last

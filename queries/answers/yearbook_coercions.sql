-- Question: How many cases of administrative coercion were decided?
-- Parameters: $place, $from_day, $as_of
-- Reads: enforcement_cases
-- Columns: carried_out, otherwise (another result or none entered)
-- Grain: one row.
select
    count(case when outcome = '实施强制' then 1 end) as carried_out,
    count(case when coalesce(outcome, '') <> '实施强制' then 1 end) as otherwise
from enforcement_cases
where
    place like $place
    and kind = '强制'
    and decided_on between cast($from_day as date) and cast($as_of as date)

-- Question: What was ever kept up to a day, and what in its year: which ledgers, which of their columns and kinds?
-- Parameters: $place, $width (digits of the place codes to group by; a township's is the longest kept), $year, $as_of
-- Columns: place (code), ledger, part (empty: its rows; else a column filled in, or column=value), in_year (1 = in the
--   year)
-- Grain: one row per place, ledger and part entered up to $as_of. Kept is judged for the township, so a village asks
--   for its township.
select
    substr(place, 1, $width) as place,
    ledger,
    part,
    max(case when year = $year then 1 else 0 end) as in_year
from kept
where year <= $year and first_on <= cast($as_of as date) and (place like $place or $place like place || '%')
group by substr(place, 1, $width), ledger, part
order by place asc nulls last, ledger asc nulls last, part asc nulls last

-- Question: In which months of a year has a ledger rows, up to a day?
-- Parameters: $place, $width (digits of the place codes to group by; a township's is the longest kept), $ledger, $year,
--   $as_of
-- Columns: place (code), month (1-12: the month that a row is about)
-- Grain: one row per place and month. Judged for the township, so a village asks for its township.
select
    substr(place, 1, $width) as place,
    month_no % 12 + 1 as month
from kept
where
    ledger = $ledger
    and part = ''
    and year = $year
    and first_on <= cast($as_of as date)
    and (place like $place or $place like place || '%')
group by substr(place, 1, $width), month_no
order by place asc nulls last, month_no asc nulls last

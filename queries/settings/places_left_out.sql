-- What is wrong with places.csv, where it has lines that cannot be read; asked when none of them could.
select
    line,
    reason
from left_out
where ledger = 'places'
order by line asc nulls first, reason asc nulls last

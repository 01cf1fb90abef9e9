-- Question: How much of each ledger is not counted?
-- Parameters: $place
-- Columns: ledger, rows_out (distinct rows), files_out (whole files)
-- Grain: one row per ledger with something left out.
select
    ledger,
    count(distinct case when line is not null then file || ':' || cast(line as varchar) end) as rows_out,
    count(distinct case when line is null then file end) as files_out
from left_out
where place like $place or place = ''
group by ledger
order by ledger asc nulls last

-- Question: How much of each ledger is not counted, place by place?
-- Parameters: $place, $width (digits of the place codes to group by)
-- Columns: place (code; empty = not known, so everybody's), ledger, rows_out (distinct rows), files_out (whole files)
-- Grain: one row per place and ledger with something left out.
select
    substr(place, 1, $width) as place,
    ledger,
    count(distinct case when line is not null then file || ':' || cast(line as varchar) end) as rows_out,
    count(distinct case when line is null then file end) as files_out
from left_out
where place like $place or place = ''
group by substr(place, 1, $width), ledger
order by place asc nulls last, ledger asc nulls last

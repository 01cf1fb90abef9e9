-- Question: Which ledgers and files do the rows behind one indicator's number come from?
-- Parameters: $place, $indicator, $from_day, $as_of
-- Columns: ledger, source_file, row_count (rows that count on the day)
-- Grain: one row per ledger and file; the counts add up to those of the answer `row_sums`.
with counted as (
    select
        row_no,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        running
    from facts
    where
        place like $place
        and indicator = $indicator
        and known_on <= cast($as_of as date)
        and (running or day >= cast($from_day as date))
    group by row_no, running
)

select
    ledger_rows.ledger,
    ledger_rows.source_file,
    count(*) as row_count
from counted
inner join ledger_rows on counted.row_no = ledger_rows.row_no
where
    ledger_rows.place like $place
    and (counted.numerator <> 0 or counted.denominator <> 0 or (counted.denominator is null and not counted.running))
group by ledger_rows.ledger, ledger_rows.source_file
order by ledger_rows.ledger asc nulls last, ledger_rows.source_file asc nulls last

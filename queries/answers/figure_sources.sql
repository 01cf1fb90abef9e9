-- Question: Which ledgers and files do the rows behind the numbers come from?
-- Parameters: $place, $year_start, $as_of
-- Columns: indicator, ledger, source_file, row_count (rows that count on the day)
-- Grain: one row per indicator, ledger and file; the counts add up to those of the answer `row_sums`.
with counted as (
    select
        cast(indicator as varchar) as indicator,
        ledger,
        row_id,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        running
    from facts
    where
        place like $place
        and day <= cast($as_of as date)
        and (running or day >= cast($year_start as date))
    group by indicator, ledger, row_id, running
)

select
    counted.indicator,
    counted.ledger,
    ledger_rows.source_file,
    count(*) as row_count
from counted
inner join ledger_rows on counted.ledger = ledger_rows.ledger and counted.row_id = ledger_rows.row_id
where
    ledger_rows.place like $place
    and (not counted.running or counted.numerator <> 0 or counted.denominator <> 0)
group by counted.indicator, counted.ledger, ledger_rows.source_file
order by counted.indicator asc nulls last, counted.ledger asc nulls last, ledger_rows.source_file asc nulls last

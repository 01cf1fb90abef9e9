-- Question: Which ledger rows are behind one indicator's number?
-- Parameters: $place, $indicator, $from_day, $as_of, $unmasked, $most (rows at most)
-- Columns: ledger, row_id, place (code), day (first counted), numerator, denominator, source_file, line, cells
--   (the row's cells in contract order, joined by U+001F, personal data masked unless the reader may see it)
-- Grain: one row per ledger row; the numerators add up to the indicator's.
with counted as (
    select
        ledger,
        row_id,
        min(day) as day,
        cast(sum(numerator) as bigint) as numerator,
        cast(sum(denominator) as bigint) as denominator,
        running
    from facts
    where
        place like $place
        and indicator = $indicator
        and day <= cast($as_of as date)
        and (running or day >= cast($from_day as date))
    group by ledger, row_id, running
)

select
    counted.ledger,
    counted.row_id,
    ledger_rows.place,
    counted.day,
    counted.numerator,
    counted.denominator,
    ledger_rows.source_file,
    ledger_rows.line,
    case when $unmasked and ledger_rows.original is not null then ledger_rows.original else ledger_rows.cells end as cells
from counted
inner join ledger_rows on counted.ledger = ledger_rows.ledger and counted.row_id = ledger_rows.row_id
where ledger_rows.place like $place and (not counted.running or counted.numerator <> 0 or counted.denominator <> 0)
order by counted.day asc nulls last, counted.ledger asc nulls last, counted.row_id asc nulls last
limit $most

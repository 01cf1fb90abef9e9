-- Question: Which ledger rows are behind one indicator's number?
-- Parameters: $place, $indicator, $from_day, $as_of, $most (rows at most)
-- Columns: ledger, row_id, place (code), day (first counted), numerator, denominator, source_file, line, cells
--   (the row's cells in contract order, joined by U+001F, personal data masked unless the reader may see it)
-- Grain: one row per ledger row; the numerators add up to the indicator's.
with counted as (
    select
        row_no,
        min(day) as day,
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
),

-- the join reads the text of no more rows than are shown
shown as (
    select row_no, day, numerator, denominator
    from counted
    where numerator <> 0 or denominator <> 0 or (denominator is null and not running)
    order by day asc nulls last, row_no asc nulls last
    limit $most
)

select
    seen_rows.ledger,
    seen_rows.row_id,
    seen_rows.place,
    shown.day,
    shown.numerator,
    shown.denominator,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on shown.row_no = seen_rows.row_no
order by shown.day asc nulls last, shown.row_no asc nulls last

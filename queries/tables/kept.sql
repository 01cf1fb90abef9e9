-- kept: in which months a township entered rows in a ledger, by the ledger's main date.
-- Whether a ledger was kept is judged per township, never per village.
-- Grain: one row per ledger, township and month with rows.
select
    ledger_rows.ledger,
    substr(ledger_rows.place, 1, 9) as place,
    calendar.year,
    calendar.month_no,
    count(*) as row_count
from ledger_rows
inner join calendar on ledger_rows.day = calendar.day
group by ledger_rows.ledger, substr(ledger_rows.place, 1, 9), calendar.year, calendar.month_no
order by place asc nulls last, ledger_rows.ledger asc nulls last, calendar.month_no asc nulls last

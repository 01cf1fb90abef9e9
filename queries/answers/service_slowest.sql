-- Question: Which service cases of this year took longest, or have been open longest?
-- Parameters: $place, $from_day, $as_of, $most (cases at most)
-- Reads: service_cases
-- Columns: row_id, place (code), accepted_on, promised_by, completed_on (null = open on $as_of),
--   days (from acceptance to completion, or to $as_of), days_over (past the promise; 0 = within it),
--   row_count (of all cases, also those beyond $most), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per case that was open on $as_of or completed since $from_day; the longest first.
with cases as (
    select
        row_id,
        place,
        accepted_on,
        promised_by,
        case when completed_on <= cast($as_of as date) then completed_on end as completed_on,
        case when completed_on <= cast($as_of as date) then completed_on else cast($as_of as date) end as until_on
    from service_cases
    where
        place like $place
        and accepted_on <= cast($as_of as date)
        and (completed_on is null or completed_on >= cast($from_day as date))
),

counted as (select count(*) as row_count from cases),

-- the join reads the text of no more rows than are shown
slowest as (
    select
        cases.*,
        counted.row_count,
        date_diff('day', cases.accepted_on, cases.until_on) as days,
        case when cases.until_on > cases.promised_by then date_diff('day', cases.promised_by, cases.until_on) else 0 end
            as days_over
    from cases
    cross join counted
    order by days desc nulls last, cases.row_id asc nulls last
    limit $most
)

select
    slowest.row_id,
    slowest.place,
    slowest.accepted_on,
    slowest.promised_by,
    slowest.completed_on,
    slowest.days,
    slowest.days_over,
    slowest.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from slowest
inner join seen_rows on slowest.row_id = seen_rows.row_id and seen_rows.ledger = 'service_cases'
order by slowest.days desc nulls last, slowest.row_id asc nulls last

-- Question: Were the rules of the year reviewed before they were issued, and filed in time?
-- Parameters: $place, $from_day, $as_of, $most (rules at most)
-- Reads: rules
-- Columns: row_id, place (code), kind, action, reviewed_on, issued_on, due_on (limit for filing; null = need not be filed),
--   filed_on (null = not filed on $as_of), days (from issue to filing, or to $as_of), days_over (days past the limit),
--   row_count (of all rules, also those beyond $most), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per rule issued in the year, or filed in it, or still to be filed; the latest first.
with shown as (
    select
        rules.row_id,
        rules.kind,
        rules.action,
        case when rules.reviewed_on <= cast($as_of as date) then rules.reviewed_on end as reviewed_on,
        rules.issued_on,
        deadlines.due_on,
        case when rules.filed_on <= cast($as_of as date) then rules.filed_on end as filed_on,
        least(coalesce(rules.filed_on, cast($as_of as date)), cast($as_of as date)) as last_on,
        count(*) over () as row_count
    from rules
    left join deadlines
        on
            deadlines.rule = 'rule_filing'
            and rules.row_id = deadlines.row_id
            and deadlines.place like $place
            and deadlines.known_on <= cast($as_of as date)
    where
        rules.place like $place
        and rules.issued_on <= cast($as_of as date)
        and (
            rules.issued_on >= cast($from_day as date)
            or (deadlines.due_on is not null and coalesce(rules.filed_on, cast($as_of as date)) >= cast($from_day as date))
        )
    order by rules.issued_on desc nulls last, rules.row_id asc nulls last
    limit $most
)

select
    shown.row_id,
    seen_rows.place,
    shown.kind,
    shown.action,
    shown.reviewed_on,
    shown.issued_on,
    shown.due_on,
    shown.filed_on,
    date_diff('day', shown.issued_on, shown.last_on) as days,
    date_diff('day', shown.due_on, shown.last_on) as days_over,
    shown.row_count,
    seen_rows.source_file,
    seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on seen_rows.ledger = 'rules' and shown.row_id = seen_rows.row_id
order by shown.issued_on desc nulls last, shown.row_id asc nulls last

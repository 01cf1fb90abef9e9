-- Question: Which steps has each major decision of the year gone through?
-- Parameters: $place, $from_day, $as_of, $most (decisions at most)
-- Reads: decisions
-- Columns: row_id, place (code), proposed_on, decided_on (null = not decided on $as_of), participation, expert, risk,
--   legal_review (是, 否, 不适用; 否 also for a step of a decision taken only after $as_of), collective (是, 否: no law exempts from it),
--   row_count (of all decisions, also those beyond $most), source_file, line, cells (joined by U+001F, masked)
-- Grain: one row per decision taken in the year or not taken yet; those not taken first, then the latest.
-- Steps carry no day: those of a decision that nobody has taken yet are shown as they stand in the ledger.
with chosen as (
    select
        row_id,
        proposed_on,
        case when decided_on <= cast($as_of as date) then decided_on end as decided_on,
        coalesce(decided_on > cast($as_of as date), false) as later,
        participation,
        expert,
        risk,
        legal_review,
        collective,
        count(*) over () as row_count
    from decisions
    where
        place like $place
        and (
            decided_on between cast($from_day as date) and cast($as_of as date)
            or (proposed_on <= cast($as_of as date) and (decided_on is null or decided_on > cast($as_of as date)))
        )
),

shown as (
    select
        row_id,
        proposed_on,
        decided_on,
        case when later and participation = '是' then '否' else participation end as participation,
        case when later and expert = '是' then '否' else expert end as expert,
        case when later and risk = '是' then '否' else risk end as risk,
        case when later and legal_review = '是' then '否' else legal_review end as legal_review,
        case when collective = '是' and not later then '是' else '否' end as collective,
        row_count
    from chosen
    order by decided_on desc nulls first, proposed_on desc nulls last, row_id asc nulls last
    limit $most
)

select
    shown.row_id, seen_rows.place, shown.proposed_on, shown.decided_on,
    shown.participation, shown.expert, shown.risk, shown.legal_review, shown.collective,
    shown.row_count, seen_rows.source_file, seen_rows.line,
    seen_rows.cells
from shown
inner join seen_rows on seen_rows.ledger = 'decisions' and shown.row_id = seen_rows.row_id
order by shown.decided_on desc nulls first, shown.proposed_on desc nulls last, shown.row_id asc nulls last

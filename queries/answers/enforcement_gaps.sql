-- Question: Which decided or overdue cases lack a step the law asks for, or had it too late?
-- Parameters: $place, $from_day, $as_of, $rules (a list: which of them), $most (rows at most)
-- Reads: enforcement_cases
-- Columns: rule (a time limit, or legal_review), row_id, place (code), kind, started_on, due_on (null: before the decision),
--   finished_on (null = not done on $as_of), row_count (of all gaps, also those beyond $most)
-- Grain: one row per case and step that is missing or late; what is not done at all comes first.
with reviews as (
    select
        'legal_review' as rule,
        row_id,
        decided_on as started_on,
        cast(null as date) as due_on,
        case when legal_reviewed_on <= cast($as_of as date) then legal_reviewed_on end as finished_on
    from enforcement_cases
    where
        place like $place
        and row_id in (
            select facts.row_id from facts
            where
                facts.place like $place and facts.indicator = 'enforcement_reviewed' and facts.numerator = 0
                and facts.day >= cast($from_day as date) and facts.known_on <= cast($as_of as date)
        )
),

limits as (
    select
        rule,
        row_id,
        started_on,
        due_on,
        case when finished_on <= cast($as_of as date) then finished_on end as finished_on
    from deadlines
    where
        place like $place and ledger = 'enforcement_cases'
        and due_on < cast($as_of as date) and known_on <= cast($as_of as date)
),

gaps as (
    select rule, row_id, started_on, due_on, finished_on from reviews
    union all
    select rule, row_id, started_on, due_on, finished_on from limits
    where finished_on is null or (finished_on > due_on and finished_on >= cast($from_day as date))
)

select
    gaps.rule,
    gaps.row_id,
    enforcement_cases.place,
    enforcement_cases.kind,
    gaps.started_on,
    gaps.due_on,
    gaps.finished_on,
    count(*) over () as row_count
from gaps
inner join enforcement_cases on gaps.row_id = enforcement_cases.row_id
where enforcement_cases.place like $place and gaps.rule in (select unnest($rules))
order by
    gaps.finished_on asc nulls first, gaps.due_on asc nulls first, gaps.rule asc nulls last, gaps.row_id asc nulls last
limit $most

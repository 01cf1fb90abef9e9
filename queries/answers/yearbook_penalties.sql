-- Question: How many penalty cases were decided, and for how much, class by class?
-- Parameters: $place, $from_day, $as_of
-- Reads: enforcement_cases
-- Columns: outcome (作出处罚, also where none is entered; 不予处罚; 其他: handed on to others, or whatever else is entered),
--   penalty_class (null = not entered), case_count, amount_fen (null: none entered), without_amount (fines and confiscations
--   whose amount is not entered)
-- Grain: one row per outcome and class.
with decided as (
    select
        case when coalesce(outcome, '作出处罚') in ('作出处罚', '不予处罚') then coalesce(outcome, '作出处罚') else '其他' end as outcome,
        penalty_class,
        amount_fen
    from enforcement_cases
    where
        place like $place
        and kind = '处罚'
        and decided_on between cast($from_day as date) and cast($as_of as date)
)

select
    outcome,
    penalty_class,
    count(*) as case_count,
    cast(sum(amount_fen) as bigint) as amount_fen,
    count(case
        when penalty_class in ('罚款', '没收违法所得', '没收非法财物') and amount_fen is null then 1
    end) as without_amount
from decided
group by outcome, penalty_class
order by outcome asc nulls last, penalty_class asc nulls last

-- Question: Which matters with a time limit are still open, or were finished this year, and how do they stand?
-- Parameters: $place, $from_day, $as_of (what was finished by it), $open_on (the day on which open ones are measured),
--   $near_days, $reminding (rules that only remind), $rules, $ledgers, $states (lists: of which rules, ledgers and states),
--   $at ('' = all, or one place), $width (its digits), $most (matters at most)
-- Columns: rule, ledger, row_id, place (code), started_on, due_on, finished_on (null = open on $open_on),
--   days_left (from $open_on to the limit; negative = over), state (超期, 临期, 在办, 逾期办结, 按期办结, 提醒),
--   row_count (of all matters asked for, also those beyond $most)
-- Grain: one row per rule and matter; by state in this order, the earliest limit first.
-- A reminder that nobody took up is no news once its day is past; one that was taken up is done in its year.
with known as (
    select
        rule, ledger, row_id, place, started_on, due_on,
        case when finished_on <= cast($open_on as date) then finished_on end as finished_on,
        rule in (select unnest($reminding)) as reminds
    from deadlines
    where
        place like $place
        and known_on <= cast($open_on as date)
        and (
            coalesce(finished_on > cast($open_on as date), true)
            or finished_on between cast($from_day as date) and cast($as_of as date)
        )
        and rule in (select unnest($rules))
        and ledger in (select unnest($ledgers))
        and ($at = '' or substr(place, 1, $width) = $at)
),

judged as (
    select
        *,
        case
            when reminds then '提醒'
            when finished_on <= due_on then '按期办结'
            when finished_on is not null then '逾期办结'
            when due_on < cast($open_on as date) then '超期'
            when date_diff('day', cast($open_on as date), due_on) <= $near_days then '临期'
            else '在办'
        end as state
    from known
    where not reminds or finished_on is not null or due_on >= cast($open_on as date)
),

chosen as (
    select * from judged
    where state in (select unnest($states))
),

counted as (select count(*) as row_count from chosen)

select
    chosen.rule, chosen.ledger, chosen.row_id, chosen.place, chosen.started_on, chosen.due_on, chosen.finished_on,
    date_diff('day', cast($open_on as date), chosen.due_on) as days_left, chosen.state, counted.row_count
from chosen
cross join counted
order by
    case chosen.state
        when '超期' then 1 when '临期' then 2 when '在办' then 3 when '逾期办结' then 4 when '按期办结' then 5 else 6
    end asc nulls last, chosen.due_on asc nulls last, chosen.rule asc nulls last, chosen.row_id asc nulls last
limit $most

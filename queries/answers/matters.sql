-- Question: Which matters with a time limit are still open, or were finished this year, and how do they stand?
-- Parameters: $place, $from_day, $as_of (what was finished by it), $open_on (the day on which open ones are measured),
--   $near_days, $reminding (rules that only remind), $by_law (rules whose limit a law sets), $rules, $ledgers, $states,
--   $at ('' = all, or one place), $width (its digits), $most (matters at most)
-- Columns: rule, ledger, row_id, place (code), started_on, due_on, finished_on (null = open on $open_on), by_law,
--   days_left (from $open_on to the limit; negative = over), state (超期, 临期, 在办, 逾期办结, 按期办结, 提醒),
--   row_count (of all matters asked for, also those beyond $most), cells (of its row, joined by U+001F, masked)
-- Grain: one row per rule and matter (no reminder that nobody took up by its day); by state in this order, of those over
--   their limit first what a law limits, then the earliest limit first: the order of engine/figures/gravity.py.
with known as (
    select
        rule, ledger, row_id, place, started_on, due_on,
        case when finished_on <= cast($open_on as date) then finished_on end as finished_on,
        rule in (select unnest($reminding)) as reminds, rule in (select unnest($by_law)) as by_law
    from deadlines
    where
        place like $place and ($at = '' or substr(place, 1, $width) = $at) and known_on <= cast($open_on as date)
        and (
            coalesce(finished_on > cast($open_on as date), true)
            or finished_on between cast($from_day as date) and cast($as_of as date)
        )
        and rule in (select unnest($rules)) and ledger in (select unnest($ledgers))
),

judged as (
    select
        *,
        case
            when reminds then '提醒' when finished_on <= due_on then '按期办结'
            when finished_on is not null then '逾期办结' when due_on < cast($open_on as date) then '超期'
            when date_diff('day', cast($open_on as date), due_on) <= $near_days then '临期'
            else '在办'
        end as state
    from known
    where not reminds or finished_on is not null or due_on >= cast($open_on as date)
),

ranked as (
    select
        *,
        count(*) over () as row_count,
        row_number() over (
            order by case
                when state = '超期' and by_law then 0 when state = '超期' then 1 when state = '临期' then 2
                when state = '在办' then 3 when state = '逾期办结' then 4 when state = '按期办结' then 5 else 6
            end asc nulls last, due_on asc nulls last, rule asc nulls last, row_id asc nulls last
        ) as turn
    from judged
    where state in (select unnest($states))
)

-- the join reads the text of no more rows than are shown
select
    ranked.rule, ranked.ledger, ranked.row_id, ranked.place, ranked.started_on, ranked.due_on, ranked.finished_on,
    ranked.by_law, date_diff('day', cast($open_on as date), ranked.due_on) as days_left, ranked.state,
    ranked.row_count, seen_rows.cells
from ranked
left join seen_rows on ranked.ledger = seen_rows.ledger and ranked.row_id = seen_rows.row_id
where ranked.turn <= $most
order by ranked.turn asc nulls last, ranked.rule asc nulls last, ranked.row_id asc nulls last

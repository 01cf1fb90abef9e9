-- Question: How many problems are still to be put right, and how long have they been open?
-- Parameters: $place, $as_of, $near_days
-- Reads: problems
-- Columns: source, age (0: up to 15 days, 1: to 30, 2: to 60, 3: to 90, 4: longer), still_open, overdue, near
--   (with $near_days or fewer left), no_limit (of the open ones), longest (days the oldest is past its limit)
-- Grain: one row per source and age with open problems.
with open_ones as (
    select
        source,
        date_diff('day', found_on, cast($as_of as date)) as days,
        due_on,
        date_diff('day', due_on, cast($as_of as date)) as days_over
    from problems
    where
        place like $place
        and found_on <= cast($as_of as date)
        and (rectified_on is null or rectified_on > cast($as_of as date))
),

aged as (
    select
        source,
        case when days <= 15 then 0 when days <= 30 then 1 when days <= 60 then 2 when days <= 90 then 3 else 4 end as age,
        due_on,
        days_over
    from open_ones
)

select
    source,
    age,
    count(*) as still_open,
    count(case when days_over > 0 then 1 end) as overdue,
    count(case when -days_over between 0 and $near_days then 1 end) as near,
    count(case when due_on is null then 1 end) as no_limit,
    cast(coalesce(max(case when days_over > 0 then days_over end), 0) as bigint) as longest
from aged
group by source, age
order by source asc nulls last, age asc nulls last

-- Question: How old are the petitions, disputes and requests that are not done with, and how many are past a limit?
-- Parameters: $place, $as_of, $near_days
-- Reads: petitions, disputes, requests
-- Columns: ledger, age (days at least: 0, 16, 31, 61, 91; from acceptance, before it from registration), row_count,
--   limited (rows with a limit that binds), overdue (rows past a limit that binds), near (the others with $near_days or fewer left),
--   oldest (days of the oldest row), longest (days the worst of them is over its limit)
-- Grain: one row per ledger and age that occurs. A petition outside our powers is done with once we objected to who
--   sent it, or told who brought it; one that was closed without its notice is not.
with
running as (
    select deadlines.ledger, deadlines.row_id, min(date_diff('day', cast($as_of as date), deadlines.due_on)) as days_left
    from deadlines
    inner join limits on deadlines.rule = limits.rule and limits.binding = '是'
    where
        deadlines.place like $place
        and deadlines.ledger in ('petitions', 'disputes', 'requests')
        and deadlines.known_on <= cast($as_of as date)
        and (deadlines.finished_on is null or deadlines.finished_on > cast($as_of as date))
    group by deadlines.ledger, deadlines.row_id
),

entered as (
    select
        'petitions' as ledger, row_id, registered_on as entered_on,
        case when out_of_scope = '否' or closed_on is not null then closed_on when received_from is null then notified_on else objected_on
        end as ended_on,
        case when accepted_on <= cast($as_of as date) then accepted_on else registered_on end as since
    from petitions
    where place like $place
    union all
    select
        'disputes' as ledger, row_id, found_on as entered_on, ended_on,
        case when accepted_on <= cast($as_of as date) then accepted_on else found_on end as since
    from disputes
    where place like $place
    union all
    select 'requests' as ledger, row_id, received_on as entered_on, answered_on as ended_on, received_on as since
    from requests
    where place like $place
),

aged as (
    select entered.ledger, running.days_left, date_diff('day', entered.since, cast($as_of as date)) as days
    from entered
    left join running on entered.ledger = running.ledger and entered.row_id = running.row_id
    where
        entered.entered_on <= cast($as_of as date)
        and (entered.ended_on is null or entered.ended_on > cast($as_of as date) or running.row_id is not null)
)

select
    ledger,
    case when days <= 15 then 0 when days <= 30 then 16 when days <= 60 then 31 when days <= 90 then 61 else 91 end as age,
    count(*) as row_count, count(days_left) as limited, count(case when days_left < 0 then 1 end) as overdue,
    count(case when days_left between 0 and $near_days then 1 end) as near,
    max(days) as oldest, coalesce(max(case when days_left < 0 then -days_left end), 0) as longest
from aged
group by ledger, age
order by ledger asc nulls last, age asc nulls last

-- Question: What do people quarrel about, and what became of the disputes?
-- Parameters: $place, $from_day, $as_of
-- Reads: disputes
-- Columns: kind, found (since $from_day), found_settled, found_failed, found_moved (handed on to others),
--   found_open (what became of those found, by $as_of), settled, failed (mediations that ended since $from_day, whenever
--   the dispute was found)
-- Grain: one row per kind that occurs; the most frequent first.
with known as (
    select
        kind,
        found_on >= cast($from_day as date) as found_now,
        ended_on >= cast($from_day as date) as ended_now,
        case when ended_on <= cast($as_of as date) then result else '在办' end as result
    from disputes
    where place like $place and found_on <= cast($as_of as date)
),

counted as (
    select
        kind,
        count(case when found_now then 1 end) as found,
        count(case when found_now and result = '调解成功' then 1 end) as found_settled,
        count(case when found_now and result = '调解不成' then 1 end) as found_failed,
        count(case when found_now and result = '移送' then 1 end) as found_moved,
        count(case when found_now and result = '在办' then 1 end) as found_open,
        count(case when ended_now and result = '调解成功' then 1 end) as settled,
        count(case when ended_now and result = '调解不成' then 1 end) as failed
    from known
    group by kind
)

select kind, found, found_settled, found_failed, found_moved, found_open, settled, failed
from counted
where found > 0 or settled > 0 or failed > 0
order by found desc nulls last, kind asc nulls last

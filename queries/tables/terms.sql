-- terms: the part of somebody's time that each row of a register adds, so that people are counted and not rows.
-- An officer is one person by township, name and unit; a river chief by village, name and level; the mediation
-- committees of a village are one cover. An empty cell equals an empty cell. Residents of one name in one village may be
-- two people, and nothing in their register tells: they are counted by row, and a check asks.
-- Columns: ledger; row_id; place; person (the row that stands for whoever this row is about); from_day, last_day (what
--   this row adds to the person's earlier rows; from_day is null where that is nothing, last_day where it has no end);
--   since_on, until_on (the unbroken time this is a part of; until_on is null where it has no end).
-- Grain: one row per row of the three registers. The parts of one person never overlap.
-- (docs/decisions.md, "People, not rows")
with
listed as (
    select
        'officers' as ledger, row_id, place, substr(place, 1, 9) as area, name, unit as more,
        certified_on as begins, least(expires_on, revoked_on) as ends
    from officers
    union all
    select
        'river_chiefs' as ledger, row_id, place, substr(place, 1, 12) as area, name, level as more,
        since as begins, until as ends
    from river_chiefs
    union all
    select
        'mediation_committees' as ledger, row_id, place, substr(place, 1, 12) as area, '' as name, '' as more,
        established_on as begins, dissolved_on as ends
    from mediation_committees
),

-- no end is written as a day after all others, so that ends can be compared; a row that ends before it begins is no time
ordered as (
    select
        ledger, row_id, place, begins, coalesce(ends, cast('2100-01-01' as date)) as ends,
        min(row_id) over (partition by ledger, area, name, more) as person,
        cast(max(case when ends is null then cast('2100-01-01' as date) when ends >= begins then ends end) over (
            partition by ledger, area, name, more order by begins asc nulls last, row_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) + interval 1 day as date) as free_from
    from listed
),

parts as (
    select
        *,
        case when greatest(begins, free_from) <= ends then greatest(begins, free_from) end as from_day,
        cast(sum(case when begins <= free_from or ends < begins then 0 else 1 end) over (
            partition by ledger, person order by begins asc nulls last, row_id asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as stretch
    from ordered
)

select
    ledger, row_id, place, person, from_day, nullif(ends, cast('2100-01-01' as date)) as last_day,
    min(from_day) over (partition by ledger, person, stretch) as since_on,
    nullif(
        max(case when from_day <= ends then ends end) over (partition by ledger, person, stretch), cast('2100-01-01' as date)
    ) as until_on
from parts

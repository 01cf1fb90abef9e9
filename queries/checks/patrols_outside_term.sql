-- Question: Which patrols lie outside their chief's term?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols, river_chiefs, superseded
-- Severity: 疑点
-- Columns: patrolled_at, chief
-- Message: 不在这位河长的任期内（{since} 至 {until}），请核对时间和河长编号，或改正河长名录
-- Concerns: river_chiefs by chief
with earlier as (
    -- a new term may have been entered by correcting the row
    select row_id, min(day) as since
    from superseded
    where place like $place and ledger = 'river_chiefs'
    group by row_id
),

chiefs as (
    select
        river_chiefs.row_id, substring(river_chiefs.place, 1, 9) as township, river_chiefs.name,
        least(river_chiefs.since, coalesce(earlier.since, river_chiefs.since)) as since, river_chiefs.until
    from river_chiefs
    left join earlier on river_chiefs.row_id = earlier.row_id
    where river_chiefs.place like $place
),

outside as (
    select
        river_patrols.row_id, river_patrols.chief, cast(river_patrols.patrolled_at as date) as patrolled_on,
        chiefs.township, chiefs.name, chiefs.since, chiefs.until
    from river_patrols
    inner join chiefs on river_patrols.chief = chiefs.row_id
    where
        river_patrols.place like $place
        and (
            cast(river_patrols.patrolled_at as date) < chiefs.since
            or cast(river_patrols.patrolled_at as date) > chiefs.until
        )
)

select outside.row_id, outside.chief, outside.since, coalesce(cast(outside.until as varchar), '今') as until
from outside
-- somebody who goes on has a row for each term
left join chiefs
    on
        outside.township = chiefs.township
        and outside.name = chiefs.name
        and outside.patrolled_on between chiefs.since and coalesce(chiefs.until, outside.patrolled_on)
where chiefs.row_id is null

-- Question: Which patrols lie outside the term of their chief?
-- Ledger: river_patrols
-- Parameters: $place
-- Reads: river_patrols, river_chiefs
-- Severity: 疑点
-- Columns: patrolled_at, chief
-- Message: 不在这位河长的任期内（{since} 至 {until}），请核对时间和河长编号，或改正河长名录
-- Concerns: river_chiefs by chief
select
    river_patrols.row_id,
    river_patrols.chief,
    river_chiefs.since,
    coalesce(cast(river_chiefs.until as varchar), '今') as until
from river_patrols
inner join river_chiefs on river_patrols.chief = river_chiefs.row_id
where
    river_patrols.place like $place
    and river_chiefs.place like $place
    and (
        cast(river_patrols.patrolled_at as date) < river_chiefs.since
        or cast(river_patrols.patrolled_at as date) > river_chiefs.until
    )
    -- another term of the same person, whose row the patrol need not name
    and not exists (
        select other.row_id
        from river_chiefs as other
        where
            other.place like $place
            and substr(other.place, 1, 12) = substr(river_chiefs.place, 1, 12)
            and other.name = river_chiefs.name
            and other.level = river_chiefs.level
            and other.since <= cast(river_patrols.patrolled_at as date)
            and coalesce(other.until, cast(river_patrols.patrolled_at as date)) >= cast(river_patrols.patrolled_at as date)
    )

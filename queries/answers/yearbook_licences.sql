-- Question: How many licence cases were accepted, granted, refused and revoked?
-- Parameters: $place, $from_day, $as_of
-- Reads: enforcement_cases
-- Columns: accepted (filed; a revocation is no application), granted, refused, revoked, otherwise (decided, another result or none
--   entered), undecided (of all ever filed, open on $as_of)
-- Grain: one row.
with cases as (
    select
        coalesce(outcome, '') as outcome,
        filed_on >= cast($from_day as date) as filed_in_year,
        coalesce(decided_on between cast($from_day as date) and cast($as_of as date), false) as decided_in_year,
        coalesce(decided_on > cast($as_of as date), true) as still_open
    from enforcement_cases
    where place like $place and kind = '许可' and filed_on <= cast($as_of as date)
)

select
    count(case when filed_in_year and outcome <> '撤销许可' then 1 end) as accepted,
    count(case when decided_in_year and outcome = '准予许可' then 1 end) as granted,
    count(case when decided_in_year and outcome = '不予许可' then 1 end) as refused,
    count(case when decided_in_year and outcome = '撤销许可' then 1 end) as revoked,
    count(case when decided_in_year and outcome not in ('准予许可', '不予许可', '撤销许可') then 1 end) as otherwise,
    count(case when still_open and outcome <> '撤销许可' then 1 end) as undecided
from cases

-- Question: How many inspections count, and how many do not, for lack of an object or because a penalty followed?
-- Parameters: $place, $from_day, $as_of
-- Reads: enforcement_cases
-- Columns: counted, penalised (a penalty decided by $as_of names it), without_object
-- Grain: one row. An inspection without a decision counts on the day it was held.
with inspections as (
    select row_id, subject is not null as has_object
    from enforcement_cases
    where
        place like $place
        and kind = '检查'
        and coalesce(decided_on, filed_on) between cast($from_day as date) and cast($as_of as date)
),

penalised as (
    select distinct from_inspection as row_id
    from enforcement_cases
    where
        place like $place
        and kind = '处罚'
        and decided_on <= cast($as_of as date)
        and coalesce(outcome, '作出处罚') = '作出处罚'
        and from_inspection is not null
)

select
    count(case when inspections.has_object and penalised.row_id is null then 1 end) as counted,
    count(case when inspections.has_object and penalised.row_id is not null then 1 end) as penalised,
    count(case when not inspections.has_object then 1 end) as without_object
from inspections
left join penalised on inspections.row_id = penalised.row_id

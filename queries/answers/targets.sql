-- Question: What was promised for a year, here, below and above?
-- Parameters: $place, $year
-- Columns: indicator, place (code), kind, value, upper, period, people, from_on, due_on, basis, basis_status
-- Grain: one row per indicator, place and due day.
select
    indicator,
    place,
    kind,
    cast(value as double) as value,
    cast(upper as double) as upper,
    period,
    people,
    from_on,
    due_on,
    basis,
    basis_status
from targets
where year = $year and (place like $place or $place like place || '%')
order by indicator asc nulls last, place asc nulls last, due_on asc nulls last

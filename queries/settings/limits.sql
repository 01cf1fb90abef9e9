-- The time limits of the law, as deadlines.csv has them.
select rule, name, days, unit, extension, binding, basis, checked, valid_from, valid_to
from limits
order by line asc nulls last

-- The numbers a home may set.
select parameter, value
from parameters
order by parameter asc nulls last

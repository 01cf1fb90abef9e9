-- The years that anything was promised for.
select distinct year
from targets
order by year asc nulls last

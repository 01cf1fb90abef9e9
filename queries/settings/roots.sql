-- The places no other place of the home contains: what a reader of the whole home may see begins there.
select places.code
from places
left join places as parents on places.parent = parents.code
where parents.code is null
order by places.code asc nulls last

-- The indicators in catalogue order.
select
    code, section, name, unit, kind, cast(scale as double) as scale, better, applies_to, ledger, office, aliases, definition
from indicators
order by line asc nulls last

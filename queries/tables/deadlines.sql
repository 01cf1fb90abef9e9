-- deadlines: every matter with a time limit, from when its clock is known to run, and how it counts in an on-time rate.
-- Columns: rule; ledger; row_id; place; started_on; due_on; finished_on (null = open); known_on (its start, or the later
--   day on which what the rule rests on was first entered in the township); counts_on, in_time (finished in time it counts
--   for us on the day it was finished, otherwise against us from the day after its limit).
-- Reads: matters (the union of queries/deadlines), rests_on, kept_from. Where what a rule rests on was never entered in a
-- township (no 告知日期 in any row) no clock runs there.
-- Grain: one row per rule and matter.
select
    matters.rule,
    matters.ledger,
    matters.row_id,
    matters.place,
    matters.started_on,
    matters.due_on,
    matters.finished_on,
    greatest(matters.started_on, coalesce(kept_from.first_on, matters.started_on)) as known_on,
    case
        when matters.finished_on <= matters.due_on then matters.finished_on
        else cast(matters.due_on + interval 1 day as date)
    end as counts_on,
    coalesce(matters.finished_on <= matters.due_on, false) as in_time
from matters
left join kept_from on matters.rule = kept_from.name and substr(matters.place, 1, 9) = kept_from.place
where kept_from.name is not null or matters.rule not in (select rests_on.name from rests_on)
order by
    matters.place asc nulls last, matters.rule asc nulls last,
    matters.started_on asc nulls last, matters.row_id asc nulls last

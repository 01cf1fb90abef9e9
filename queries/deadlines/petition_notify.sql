-- 信访告知: from registration to the notice whether the petition is accepted.
select
    'petitions' as ledger,
    petitions.row_id,
    petitions.place,
    petitions.registered_on as started_on,
    due_days.due_on,
    petitions.notified_on as finished_on
from petitions
inner join due_days
    on
        due_days.rule = 'petition_notify'
        and petitions.registered_on = due_days.started_on
        and not due_days.extended

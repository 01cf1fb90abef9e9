-- 人民调解: from acceptance to the end of mediation, whatever its result.
-- A dispute found but never accepted has no clock running.
select
    'disputes' as ledger,
    disputes.row_id,
    disputes.place,
    disputes.accepted_on as started_on,
    due_days.due_on,
    disputes.ended_on as finished_on
from disputes
inner join due_days
    on
        due_days.rule = 'mediation_settle'
        and disputes.accepted_on = due_days.started_on
        and not due_days.extended

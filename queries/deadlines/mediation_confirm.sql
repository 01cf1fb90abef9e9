-- 申请司法确认: from a settlement to the parties' application to the court.
-- A reminder only: the parties are free not to apply.
select
    'disputes' as ledger,
    disputes.row_id,
    disputes.place,
    disputes.ended_on as started_on,
    due_days.due_on,
    disputes.confirm_applied_on as finished_on
from disputes
inner join due_days
    on
        due_days.rule = 'mediation_confirm'
        and disputes.ended_on = due_days.started_on
        and not due_days.extended
where disputes.result = '调解成功'

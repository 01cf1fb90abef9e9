-- 不属职权的提出异议: petitions that were sent to us and lie outside our powers, from registration to the
-- objection to who sent them. What somebody brought in person nobody else is told of: there is the notice (petition_notify).
select
    'petitions' as ledger,
    petitions.row_id,
    petitions.place,
    petitions.registered_on as started_on,
    due_days.due_on,
    petitions.objected_on as finished_on
from petitions
inner join due_days
    on
        due_days.rule = 'petition_objection'
        and petitions.registered_on = due_days.started_on
        and not due_days.extended
where petitions.out_of_scope = '是' and petitions.received_from is not null

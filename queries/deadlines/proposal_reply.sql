-- 代表建议答复: from assignment to the reply to the deputy; complex proposals have the extended limit.
select
    'proposals' as ledger,
    proposals.row_id,
    proposals.place,
    proposals.assigned_on as started_on,
    due_days.due_on,
    proposals.replied_on as finished_on
from proposals
inner join due_days
    on
        due_days.rule = 'proposal_reply'
        and proposals.assigned_on = due_days.started_on
        and due_days.extended = (proposals.complex = '是')

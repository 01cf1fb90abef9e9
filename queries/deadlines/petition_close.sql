-- 信访办结: petitions that ask for a decision, from acceptance (not registration) to the close.
select
    'petitions' as ledger,
    petitions.row_id,
    petitions.place,
    petitions.accepted_on as started_on,
    due_days.due_on,
    petitions.closed_on as finished_on
from petitions
inner join due_days
    on
        due_days.rule = 'petition_close'
        and petitions.accepted_on = due_days.started_on
        and due_days.extended = (petitions.extended = '是')
where petitions.class = '申诉求决'

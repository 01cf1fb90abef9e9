-- 政府信息主动公开: from the forming of government information to its publication.
-- Party and village affairs follow other rules and have no such limit.
select
    'disclosures' as ledger,
    disclosures.row_id,
    disclosures.place,
    disclosures.formed_on as started_on,
    due_days.due_on,
    disclosures.published_on as finished_on
from disclosures
inner join due_days
    on
        due_days.rule = 'disclosure_publish'
        and disclosures.formed_on = due_days.started_on
        and not due_days.extended
where disclosures.kind = '政府信息'

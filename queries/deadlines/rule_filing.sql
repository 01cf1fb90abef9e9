-- 规范性文件备案: normative documents made or revised, from issue to filing with the level above.
select
    'rules' as ledger,
    rules.row_id,
    rules.place,
    rules.issued_on as started_on,
    due_days.due_on,
    rules.filed_on as finished_on
from rules
inner join due_days
    on
        due_days.rule = 'rule_filing'
        and rules.issued_on = due_days.started_on
        and not due_days.extended
where rules.kind = '规范性文件' and rules.action in ('制定', '修订')

-- 其他执法结果公示: results of every other kind of enforcement, from the decision to its disclosure.
-- An inspection of somebody is done on the day it is made: without a decision the clock starts there.
select
    'enforcement_cases' as ledger,
    cases.row_id,
    cases.place,
    due_days.started_on,
    due_days.due_on,
    cases.disclosed_on as finished_on
from enforcement_cases as cases
inner join due_days
    on
        due_days.rule = 'enforcement_disclose_20'
        and due_days.started_on = coalesce(
            cases.decided_on, case when cases.kind = '检查' and cases.subject is not null then cases.filed_on end
        )
        and not due_days.extended
where cases.kind not in ('处罚', '许可')

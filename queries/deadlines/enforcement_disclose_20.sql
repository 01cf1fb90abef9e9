-- 其他执法结果公示: results of every other kind of enforcement, from the decision to its disclosure.
select
    'enforcement_cases' as ledger,
    enforcement_cases.row_id,
    enforcement_cases.place,
    enforcement_cases.decided_on as started_on,
    due_days.due_on,
    enforcement_cases.disclosed_on as finished_on
from enforcement_cases
inner join due_days
    on
        due_days.rule = 'enforcement_disclose_20'
        and enforcement_cases.decided_on = due_days.started_on
        and not due_days.extended
where enforcement_cases.kind not in ('处罚', '许可')

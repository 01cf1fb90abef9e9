-- 处罚许可结果公示: decisions on penalties and licences, from the decision to its disclosure.
-- A case that ended without a decision (其他: handed on, withdrawn) has no result to show.
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
        due_days.rule = 'enforcement_disclose_7'
        and enforcement_cases.decided_on = due_days.started_on
        and not due_days.extended
where enforcement_cases.kind in ('处罚', '许可') and coalesce(enforcement_cases.outcome, '') <> '其他'

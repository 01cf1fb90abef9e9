-- 行政许可决定: licence cases, from acceptance (entered as the filing day) to the decision.
select
    'enforcement_cases' as ledger,
    enforcement_cases.row_id,
    enforcement_cases.place,
    enforcement_cases.filed_on as started_on,
    due_days.due_on,
    enforcement_cases.decided_on as finished_on
from enforcement_cases
inner join due_days
    on
        due_days.rule = 'licence_decide'
        and enforcement_cases.filed_on = due_days.started_on
        and due_days.extended = (enforcement_cases.extended = '是')
where enforcement_cases.kind = '许可'

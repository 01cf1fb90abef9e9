-- Question: Which licences were extended although they were decided well within the plain limit?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: extended, decided_on, filed_on, kind
-- Message: 与决定日期不相配：{decided_on} 就已决定，不延期的期限 {due_on} 还没有过半，一般用不着延期，请核对这两栏
select enforcement_cases.row_id, enforcement_cases.decided_on, due_days.due_on
from enforcement_cases
inner join due_days on enforcement_cases.filed_on = due_days.started_on
where
    enforcement_cases.place like $place
    and enforcement_cases.kind = '许可'
    and enforcement_cases.extended = '是'
    and due_days.rule = 'licence_decide'
    and not due_days.extended
    -- an extension may be granted at any time, and the matter end soon after: but not in the first half
    and date_diff('day', enforcement_cases.filed_on, enforcement_cases.decided_on) * 2
    < date_diff('day', enforcement_cases.filed_on, due_days.due_on)

-- Question: Which petitions were extended although they were closed well within the plain limit?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 疑点
-- Columns: extended, closed_on, accepted_on, class
-- Message: 与办结日期不相配：{closed_on} 就已办结，不延期的期限 {due_on} 还没有过半，一般用不着延期，请核对这两栏
select petitions.row_id, petitions.closed_on, due_days.due_on
from petitions
inner join due_days on petitions.accepted_on = due_days.started_on
where
    petitions.place like $place
    and petitions.class = '申诉求决'
    and petitions.extended = '是'
    and due_days.rule = 'petition_close'
    and not due_days.extended
    -- an extension may be granted at any time, and the matter end soon after: but not in the first half
    and date_diff('day', petitions.accepted_on, petitions.closed_on) * 2 < date_diff('day', petitions.accepted_on, due_days.due_on)

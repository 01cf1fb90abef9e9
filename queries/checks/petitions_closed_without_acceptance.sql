-- Question: Which petitions that ask for a decision were closed without being accepted?
-- Ledger: petitions
-- Parameters: $place
-- Reads: petitions
-- Severity: 疑点
-- Columns: accepted_on, closed_on, class, out_of_scope, notified_on
-- Message: 没有填写，但已于 {closed_on} 办结；办理时限从受理日期起算，请补填
select row_id, closed_on
from petitions
where
    place like $place
    and closed_on is not null
    and accepted_on is null
    and class = '申诉求决'
    and out_of_scope = '否'
    -- one that is not accepted ends with the notice that says so
    and (notified_on is null or closed_on > notified_on)

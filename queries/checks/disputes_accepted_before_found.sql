-- Question: Which disputes were accepted before they were found?
-- Ledger: disputes
-- Parameters: $place
-- Reads: disputes
-- Severity: 疑点
-- Columns: accepted_on, found_on
-- Message: 早于排查日期 {found_on}，请核对这两个日期；当事人自己申请调解的，排查日期与受理日期填同一天
select row_id, found_on
from disputes
where place like $place and accepted_on < found_on

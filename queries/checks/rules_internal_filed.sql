-- Question: Which internal rules were filed for the record?
-- Ledger: rules
-- Parameters: $place
-- Reads: rules
-- Severity: 疑点
-- Columns: filed_on, kind
-- Message: 不用填：内部制度不用备案，请核对种类是不是“规范性文件”，或清空备案日期
select row_id
from rules
where place like $place and kind = '内部制度' and filed_on is not null

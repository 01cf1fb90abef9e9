-- Question: Where were more animals treated than were due?
-- Ledger: animal_health
-- Parameters: $place
-- Reads: animal_health
-- Severity: 疑点
-- Columns: done_heads, due_heads
-- Message: 多于应做头只数 {due_heads}，请核对这两个数；新增的牲畜请一并计入应做数
select row_id, due_heads
from animal_health
where place like $place and done_heads > due_heads

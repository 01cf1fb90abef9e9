-- Question: Where are more animals qualified than were treated?
-- Ledger: animal_health
-- Parameters: $place
-- Reads: animal_health
-- Severity: 错误
-- Columns: qualified_heads, done_heads
-- Message: 多于已做头只数 {done_heads}，请核对这两个数
select row_id, done_heads
from animal_health
where place like $place and qualified_heads > done_heads

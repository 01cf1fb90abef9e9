-- Question: Which keys name another year than their row has?
-- Ledger: *
-- Parameters: $place
-- Reads: ledger_rows
-- Severity: 疑点
-- Columns: day, row_id
-- Message: 与编号 {row_id} 里的年份 {key_year} 不一致，请核对日期和编号，改正填错的一个
with named as (
    select
        ledger,
        row_id,
        substring(cast(day as varchar), 1, 4) as row_year,
        regexp_extract(row_id, '(^|[^0-9])((19|20)[0-9]{2})([^0-9]|$)', 2) as key_year
    from ledger_rows
    where place like $place and day is not null
)

select ledger, row_id, key_year
from named
where key_year <> '' and key_year <> row_year

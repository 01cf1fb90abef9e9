-- Question: Which keys name another year than their row has?
-- Ledger: *
-- Parameters: $place, $registers
-- Reads: ledger_rows
-- Severity: 疑点
-- Columns: day, row_id
-- Message: 与编号 {row_id} 里的年份 {key_year} 不一致，请核对日期和编号，改正填错的一个
with named as (
    -- a running number follows the year, for BJ2013 is the 2013th row; registers are numbered when they are drawn up
    select
        ledger,
        row_id,
        substring(cast(day as varchar), 1, 4) as row_year,
        substring(cast(day as varchar), 6, 2) as row_month,
        regexp_extract(row_id, '(^|[^0-9])((19|20)[0-9]{2})[^0-9].*[0-9]', 2) as key_year
    from ledger_rows
    where place like $place and day is not null and ledger not in (select unnest($registers))
),

apart as (
    select ledger, row_id, key_year, row_month, cast(key_year as bigint) - cast(row_year as bigint) as years
    from named
    where key_year <> '' and key_year <> row_year
)

select ledger, row_id, key_year
from apart
where
    -- what happens late in a year may be registered in the new one, and a number of December be dated in January
    not (years = 1 and row_month in ('11', '12'))
    and not (years = -1 and row_month = '01')

-- Question: Which rows lie in another township than almost all others of their file?
-- Ledger: *
-- Parameters: $place
-- Reads: ledger_rows
-- Severity: 疑点
-- Columns: place
-- Message: 所在的乡镇与这个文件里其余各行都不同，请核对区划代码有没有填错
with townships as (
    select ledger, source_file, substring(place, 1, 9) as township, count(*) as row_count
    from ledger_rows
    where place like $place
    group by ledger, source_file, substring(place, 1, 9)
),

files as (
    select ledger, source_file, max(row_count) as most, cast(sum(row_count) as bigint) as row_count
    from townships
    group by ledger, source_file
    having count(*) > 1
)

select ledger_rows.ledger, ledger_rows.row_id
from ledger_rows
inner join townships
    on
        ledger_rows.ledger = townships.ledger
        and ledger_rows.source_file = townships.source_file
        and substring(ledger_rows.place, 1, 9) = townships.township
inner join files on townships.ledger = files.ledger and townships.source_file = files.source_file
where
    ledger_rows.place like $place
    and files.most * 10 >= files.row_count * 9
    and townships.row_count < files.most

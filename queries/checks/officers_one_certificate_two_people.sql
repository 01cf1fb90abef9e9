-- Question: Which certificate numbers belong to two people?
-- Ledger: officers
-- Parameters: $place
-- Reads: officers
-- Severity: 疑点
-- Columns: certificate_no, name
-- Message: 与编号 {other} 的执法证号相同，但姓名不同，请核对证号
with shared as (
    select certificate_no, min(row_id) as first_id, max(row_id) as last_id
    from officers
    where place like $place
    group by certificate_no
    having count(distinct name) > 1
)

select
    officers.row_id,
    case when officers.row_id = shared.first_id then shared.last_id else shared.first_id end as other
from officers
inner join shared on officers.certificate_no = shared.certificate_no
where officers.place like $place

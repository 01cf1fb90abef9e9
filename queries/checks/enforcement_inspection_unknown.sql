-- Question: Which cases come from an inspection that is not in the ledger?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: from_inspection
-- Message: 在行政执法台账里没有这个编号的检查，请核对编号，或补登那次检查；检查由别的单位进行的，请在备注里写明
select cases.row_id
from enforcement_cases as cases
left join enforcement_cases as inspections
    on
        cases.from_inspection = inspections.row_id
        and inspections.kind = '检查'
        and inspections.place like $place
where cases.place like $place and cases.from_inspection is not null and inspections.row_id is null

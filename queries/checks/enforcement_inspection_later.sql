-- Question: Which cases were filed before the inspection they come from?
-- Ledger: enforcement_cases
-- Parameters: $place
-- Reads: enforcement_cases
-- Severity: 疑点
-- Columns: filed_on, from_inspection
-- Message: 早于来源检查 {from_inspection} 的日期 {inspected_on}，请核对日期和来源检查编号
select cases.row_id, cases.from_inspection, inspections.filed_on as inspected_on
from enforcement_cases as cases
inner join enforcement_cases as inspections on cases.from_inspection = inspections.row_id
where cases.place like $place and inspections.place like $place and cases.filed_on < inspections.filed_on

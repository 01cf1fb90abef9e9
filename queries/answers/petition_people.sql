-- Question: Of how many petitions can it be said who came?
-- Parameters: $place, $from_day, $as_of
-- Reads: petitions
-- Columns: petitions, known (of those, with an identity number, or a name and a telephone number)
-- Grain: one row.
select
    count(*) as petitions,
    count(case when trim(id_no) <> '' or (trim(petitioner) <> '' and trim(phone) <> '') then 1 end) as known
from petitions
where place like $place and registered_on between cast($from_day as date) and cast($as_of as date)

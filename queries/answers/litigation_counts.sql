-- Question: How many reviews and lawsuits began this year, how many ended, and how many are still open?
-- Parameters: $place, $from_day, $as_of
-- Reads: litigation
-- Columns: filed (this year), closed (this year), still_open (filed whenever)
-- Grain: one row.
select
    count(case when filed_on >= cast($from_day as date) then 1 end) as filed,
    count(case when closed_on between cast($from_day as date) and cast($as_of as date) then 1 end) as closed,
    count(case when closed_on is null or closed_on > cast($as_of as date) then 1 end) as still_open
from litigation
where place like $place and filed_on <= cast($as_of as date)

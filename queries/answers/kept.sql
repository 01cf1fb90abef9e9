-- Question: Which ledgers were kept in a year, and in how many of its months?
-- Parameters: $place, $width (digits of the place codes to group by; a township's is the longest kept), $year, $as_of
-- Columns: place (code), ledger, in_year (rows in the year), ever (rows up to the year),
--   months (of those over by $as_of, how many have rows)
-- Grain: one row per place and ledger with rows. Kept is judged for the township, so a village asks for its township.
select
    substr(kept.place, 1, $width) as place,
    kept.ledger,
    cast(sum(case when kept.year = $year then kept.row_count else 0 end) as bigint) as in_year,
    cast(sum(kept.row_count) as bigint) as ever,
    -- the running month may be entered already; counted, it would hide a month without a report
    count(distinct case
        when kept.year = $year and date_diff('day', calendar.day, cast($as_of as date)) >= calendar.month_days - 1
            then kept.month_no
    end) as months
from kept
inner join calendar on kept.month_no = calendar.month_no and calendar.day_of_month = 1
where kept.year <= $year and (kept.place like $place or $place like kept.place || '%')
group by substr(kept.place, 1, $width), kept.ledger
order by place asc nulls last, kept.ledger asc nulls last

-- 集中法治宣传活动: public campaigns for the law, one fact per event.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from publicity_events
where kind = '集中宣传'

-- Question: Which study sessions took place on two days?
-- Ledger: study_sessions
-- Parameters: $place
-- Reads: study_sessions
-- Severity: 疑点
-- Columns: held_on, session_no
-- Message: 与同一场的其他主题（{other_day}）不是同一天，请核对日期和场次
with sessions as (
    select
        place, session_no, substring(cast(held_on as varchar), 1, 4) as year,
        min(held_on) as first_on, max(held_on) as last_on
    from study_sessions
    where place like $place
    group by place, session_no, substring(cast(held_on as varchar), 1, 4)
    having min(held_on) < max(held_on)
)

select
    study_sessions.row_id,
    case when study_sessions.held_on = sessions.first_on then sessions.last_on else sessions.first_on end as other_day
from study_sessions
inner join sessions
    on
        study_sessions.place = sessions.place
        and study_sessions.session_no = sessions.session_no
        and substring(cast(study_sessions.held_on as varchar), 1, 4) = sessions.year
where study_sessions.place like $place

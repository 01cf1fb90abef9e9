-- 学习习近平法治思想: study of Xi Jinping Thought on the Rule of Law, one fact per theme of a session.
-- A session that took up several themes has a row for each, and counts once for each; the table study_themes knows the ways to
-- write a theme.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from study_themes
where theme = '习近平法治思想'

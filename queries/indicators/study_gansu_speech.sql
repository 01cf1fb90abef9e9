-- 学习视察甘肃重要讲话精神: study of the speech given on the inspection of Gansu, one fact per theme of a session.
-- A session that took up several themes has a row for each, and counts once for each; the table study_themes knows the ways to
-- write a theme.
select
    row_id,
    place,
    held_on as day,
    1 as numerator,
    null as denominator
from study_themes
where theme = '视察甘肃重要讲话精神'

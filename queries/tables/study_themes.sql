-- study_themes: which theme each row of the study ledger is about, by the words of themes.csv that occur in it.
-- A row that names several themes is about each of them; one in which no known word occurs is about none.
-- Grain: one row per row of the ledger and theme.
select distinct
    study_sessions.row_id,
    study_sessions.place,
    study_sessions.held_on,
    themes.theme
from study_sessions
inner join themes on study_sessions.theme like '%' || themes.word || '%'

-- Question: Which study sessions have a theme that nobody knows?
-- Ledger: study_sessions
-- Parameters: $place
-- Reads: study_sessions
-- Severity: 疑点
-- Columns: theme
-- Message: 认不出是哪个主题，四项学习指标都没有计入：请照填报说明写主题，确是别的主题或别的写法的请在 themes.csv 里加一行
select row_id
from study_sessions
where
    place like $place
    and not exists (
        select themes.word
        from themes
        where study_sessions.theme like '%' || themes.word || '%'
    )

"""党政综合办: 理论学习, sessions of the party committee's study group."""

from make_demo_base import SEAT, dice, numbered

THEMES = {
    "X": "习近平法治思想",
    "G": "视察甘肃重要讲话精神",
    "T": "二十届三中全会精神",
    "R": "党内法规和条例",
    "B": "深入贯彻中央八项规定精神",
    "E": "党的二十大精神",
}

# What each R was about; a session that studies two rules has two rows, told apart by the note.
RULES = (
    "中国共产党纪律处分条例",
    "信访工作条例",
    "中国共产党廉洁自律准则",
    "中国共产党问责条例",
    "中国共产党党内监督条例",
    "中国共产党农村工作条例",
    "中国共产党巡视工作条例",
    "中国共产党政法工作条例",
    "中国共产党统一战线工作条例",
    "中国共产党农村基层组织工作条例",
    "党政领导干部选拔任用工作条例",
    "中国共产党党员教育管理工作条例",
    "中国共产党宣传工作条例",
    "中国共产党机构编制工作条例",
    "中国共产党党员权利保障条例",
)

# month-day:themes. The plenum and the visit to Gansu were in July and September 2024.
SESSIONS = {
    2023: """01-12:XR 02-16:RR 03-09:ER 03-30:XR 04-20:RR 05-11:XR 05-25:RR 06-15:ER 07-06:XR
        07-27:RR 08-17:GR 09-14:XR 10-12:RR 11-02:ER 11-23:RR 12-14:XR""",
    2024: """01-11:RR 01-25:XR 02-22:RR 03-07:XR 03-21:RR 04-11:RR 04-25:XR 05-09:RR 05-23:XR 06-13:RR
        06-27:XR 07-11:RR 07-25:TR 08-08:XR 08-22:TR 09-05:RR 09-26:GR 10-17:XGRR 11-14:GR 12-05:XRR""",
    2025: """01-09:XR 02-20:RR 03-13:TR 03-27:BR 04-17:XRR 05-15:BR 06-05:XR 06-26:BRR 07-17:XR
        08-14:GR 09-04:XR 09-18:GR""",
}


def study_sessions(year):
    """One row per theme and session; 2024 has the 43 published themes in 20 sessions."""
    chance = dice("study_sessions", year)
    rows = []
    rules = 0
    for number, session in enumerate(SESSIONS[year].split(), start=1):
        day, themes = session.split(":")
        form = chance.choices(["集中学习", "专题研讨", "讲座"], [7, 2, 1])[0]
        attendees = chance.randint(11, 16)
        for theme in themes:
            rows.append(
                {
                    "place": SEAT,
                    "held_on": f"{year}-{day}",
                    "session_no": f"{year}年第{number}次",
                    "theme": THEMES[theme],
                    "form": form,
                    "attendees": attendees,
                    "note": f"《{RULES[rules % len(RULES)]}》" if theme == "R" else None,
                }
            )
            rules += theme == "R"
    return numbered("XX", rows, "held_on")

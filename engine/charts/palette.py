"""The colours and the typeface of every chart, for light and dark: one hue for data, red and amber for what needs somebody.

`.streamlit/config.toml` repeats the background and text colours for the widgets; a test keeps the two alike.
"""

from dataclasses import asdict, dataclass

from engine.figures.status import LATE, MISSED, NEAR, OVERDUE, VERY_LATE

# System fonts only: the offices that read this may have no way out to a font server.
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"


@dataclass(frozen=True)
class Palette:
    """`ink` draws what was achieved, `middle` and `soft` lighter parts of a whole, `soft` last year and projections too, `track` the way to the target."""

    paper: str
    text: str
    muted: str
    ink: str
    middle: str
    soft: str
    track: str
    amber: str
    red: str
    chosen: str

    def tone(self, status: str, calm: str) -> str:
        """Red or amber for a status that needs action, else the calm colour given."""
        return {LATE: self.amber, NEAR: self.amber, VERY_LATE: self.red, MISSED: self.red, OVERDUE: self.red}.get(
            status, calm
        )


LIGHT = Palette(
    paper="#ffffff",
    text="#0f1822",
    muted="#5a6878",
    ink="#27496d",
    middle="#5f7f9f",
    soft="#a9b8c9",
    track="#e6ebf0",
    amber="#a86500",
    red="#b3302a",
    chosen="rgba(39,73,109,0.10)",
)
DARK = Palette(
    paper="#11171e",
    text="#e2e8ef",
    muted="#9dabba",
    ink="#8db0d6",
    middle="#6f94bb",
    soft="#4f6781",
    track="#27313d",
    amber="#e3a546",
    red="#f0837a",
    chosen="rgba(141,176,214,0.16)",
)


# Each colour of a drawn chart → the one that stands for it on a dark page. Charts are worked out once, in light colours;
# the browser knows what its page looks like now.
DARKER = dict(zip(asdict(LIGHT).values(), asdict(DARK).values(), strict=True))

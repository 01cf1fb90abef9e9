"""The same figures behind the same two filters in the framework that sends figures and nothing else: Dash, as anybody gets it."""

from dash import Dash, Input, Output, dcc, html
from ready_made import ready_made

ready = ready_made()
most = max(map(len, ready["charts"].values()))
config = next(charts[0]["config"] for charts in ready["charts"].values() if charts)
app = Dash(__name__)
# The same widths as on the dashboard: a chart fills half of the page, the first the right half.
app.layout = html.Div(
    [
        html.Div([dcc.Dropdown(ready[f"{name}s"], ready[f"{name}s"][0], id=name) for name in ("place", "year")]),
        *(dcc.Graph(id=f"chart-{number}", config=config) for number in range(most)),
    ],
    style={"display": "grid", "gridTemplateColumns": "1fr 1fr", "gap": "1rem", "alignItems": "start"},
)


@app.callback(
    *(Output(f"chart-{number}", part) for part in ("figure", "style") for number in range(most)),
    Input("place", "value"),
    Input("year", "value"),
)
def drawn(place: str, year: str) -> list[dict]:
    """The charts of a place and a year, then how each is shown: room without a chart is hidden."""
    charts = ready["charts"][f"{place} {year}"]
    specs = [chart["spec"] for chart in charts] + [{}] * (most - len(charts))
    return [*specs, *({} if spec else {"display": "none"} for spec in specs)]


if __name__ == "__main__":
    app.run()  # on the port that the environment names

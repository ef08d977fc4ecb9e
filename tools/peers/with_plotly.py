"""The wave as a Plotly figure with a slider, its script in the page."""

from wave import STEPS, X, title, wave

import plotly.graph_objects as go

lines = [go.Scatter(x=X, y=wave(step), visible=step == 0) for step in range(STEPS)]
steps = [
    {
        "method": "update",
        "label": str(step),
        "args": [{"visible": [step == line for line in range(STEPS)]}, {"title.text": title(step)}],
    }
    for step in range(STEPS)
]
figure = go.Figure(lines)
figure.update_layout(title_text=title(0), yaxis_range=[-11, 11], showlegend=False)
figure.update_layout(sliders=[{"steps": steps, "currentvalue": {"prefix": "Step "}}])
figure.write_html("index.html", include_plotlyjs=True)

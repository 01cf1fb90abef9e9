// A chart on a page: drawn once, changed in place, clicked by mouse or finger.
//
// Streamlit's own chart element throws a chart away and builds a new one whenever its data change, which costs a
// reader a third of each click and makes the page flicker. Here Plotly.react changes what is different and no more.
// Everything shown comes as text from Python: nothing here reads ledgers, computes a number or builds markup.

const TWICE = 500; // milliseconds: a tap on a touch screen arrives as two clicks

/** Plotly from the server's own copy, fetched once a visit. */
function library(address) {
  window.plotlyFetched ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      window.plotlyFetched = undefined;
      reject(new Error(`${address} did not load`));
    };
    document.head.append(script);
  });
  return window.plotlyFetched;
}

/** The elements of a chart, made at its first drawing. */
function mount(parent) {
  const plot = document.createElement("div");
  plot.className = "chart";
  plot.setAttribute("role", "img");
  plot.heading = document.createElement("h2");
  plot.heading.className = "own-title";
  parent.append(plot.heading, plot);
  const watch = new ResizeObserver(() => {
    if (plot.drawn && plot.clientWidth && Math.abs(plot.clientWidth - plot.drawn) > 1) {
      plot.drawn = plot.clientWidth;
      window.Plotly.Plots.resize(plot);
    }
  });
  watch.observe(plot);
  plot.unmount = () => {
    watch.disconnect();
    window.Plotly?.purge(plot);
  };
  return plot;
}

/** The bar that was chosen is marked; which one that is, the page knows. */
function marked(traces, chosen) {
  if (chosen == null) return traces;
  const wanted = JSON.stringify(chosen);
  return traces.map((trace) => {
    const at = trace.name === "hits" ? trace.customdata.findIndex((key) => JSON.stringify(key) === wanted) : -1;
    return at < 0 ? trace : { ...trace, selectedpoints: [at] };
  });
}

export default async function ({ data, parentElement, setTriggerValue }) {
  const plot = parentElement.querySelector(".chart") ?? mount(parentElement);
  const figure = JSON.parse(data.figure);
  const turn = (plot.turn = (plot.turn ?? 0) + 1);
  plot.setAttribute("aria-label", data.said);
  plot.heading.textContent = data.title;
  plot.heading.hidden = !data.title;
  plot.style.height = `${figure.layout.height}px`;
  const Plotly = await library(data.library);
  if (plot.turn !== turn) return plot.unmount; // newer data came while the library was on its way
  await Plotly.react(plot, marked(figure.data, data.chosen), figure.layout, data.config);
  plot.drawn = plot.clientWidth;
  plot.removeAllListeners("plotly_click");
  plot.on("plotly_click", ({ points }) => {
    const key = points.find((point) => point.customdata !== undefined)?.customdata;
    const now = performance.now();
    if (!data.clickable || key === undefined || now - (plot.clicked ?? -TWICE) < TWICE) return;
    plot.clicked = now;
    setTriggerValue("picked", Array.isArray(key) ? key : [key]);
  });
  plot.dataset.drawn = turn;
  return plot.unmount;
}

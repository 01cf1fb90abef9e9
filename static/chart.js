// A chart on a page: drawn once, changed in place, clicked by mouse, finger or keyboard, taken away as a picture.
//
// Streamlit's own chart element throws a chart away and builds a new one whenever its data change, which costs a
// reader a third of each click and makes the page flicker. Here Plotly.react changes what is different and no more.
// Everything shown comes as text from Python: nothing here reads ledgers, computes a number or builds markup.

const TWICE = 500; // milliseconds: a tap on a touch screen arrives as two clicks
const [TITLE, SOURCE] = [26, 30]; // pixels in a picture: a line of the title, the source line with the space above it

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

function made(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The elements of a chart, made at its first drawing. */
function mount(parent) {
  const plot = made("div", "chart");
  plot.setAttribute("role", "img");
  plot.heading = made("h2", "own-title");
  plot.words = made("button", "chart-tool", "看文字");
  plot.picture = made("button", "chart-tool", "下载图片");
  plot.list = made("ul", "chart-list");
  plot.list.hidden = true;
  plot.words.setAttribute("aria-expanded", "false");
  plot.words.onclick = () => {
    plot.list.hidden = !plot.list.hidden;
    plot.words.setAttribute("aria-expanded", String(!plot.list.hidden));
    plot.words.textContent = plot.list.hidden ? "看文字" : "收起文字";
    listed(plot);
  };
  plot.picture.onclick = () => taken(plot);
  const tools = made("div", "chart-tools");
  tools.append(plot.words, plot.picture);
  plot.note = made("p", "chart-note");
  parent.append(plot.heading, plot, tools, plot.list, plot.note);
  const watch = new ResizeObserver(() => {
    if (plot.drawn && plot.clientWidth && Math.abs(plot.clientWidth - plot.drawn) > 1) {
      plot.drawn = plot.clientWidth;
      if (!window.matchMedia("print").matches) window.Plotly.Plots.resize(plot);
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

/** Tell the page which bar was picked. */
function picked(plot, key) {
  const now = performance.now();
  if (!plot.told.clickable || key === undefined || now - (plot.clicked ?? -TWICE) < TWICE) return;
  plot.clicked = now;
  plot.send("picked", Array.isArray(key) ? key : [key]);
}

/** The same in words: a line for each bar, which a keyboard can press where a mouse could click. */
function listed(plot) {
  if (plot.list.hidden) return;
  const hits = plot.data?.find((trace) => trace.name === "hits");
  const labels = hits?.hovertext ?? [];
  const plain = (text) =>
    text.replace(/<[^>]*>/g, "　").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const items = labels.map((label, number) => {
    const item = made("li", "", plot.told.clickable ? undefined : plain(label));
    if (plot.told.clickable) {
      const button = made("button", "chart-line", plain(label));
      button.onclick = () => picked(plot, hits.customdata[number]);
      item.append(button);
    }
    return item;
  });
  plot.list.replaceChildren(...(items.length ? items : [made("li", "", plot.told.said)]));
}

/** The chart as a PNG file, with its title over it and place, day and source under it. */
async function taken(plot) {
  const { title, page, source } = plot.told;
  const { data, layout } = JSON.parse(plot.told.chart);
  const width = Math.max(plot.clientWidth, 480);
  const letters = Math.floor(width / 19);
  const lines = title.match(new RegExp(`.{1,${letters}}`, "gu")) ?? [];
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const margin = { l: 0, r: 0, t: 0, b: 0, ...layout.margin };
  const [top, bottom] = [(lines.length + 1) * TITLE + 6, SOURCE];
  const height = layout.height + top + bottom + 32;
  const at = { xref: "paper", yref: "paper", x: 0, xanchor: "left", showarrow: false, align: "left", yanchor: "top" };
  const color = layout.font.color;
  layout.annotations = [
    { ...at, y: 1, yshift: top + margin.t, text: safe(page), font: { size: 12, color } },
    { ...at, y: 1, yshift: top + margin.t - 20, text: lines.map(safe).join("<br>"), font: { size: 17, color } },
    { ...at, y: 0, yshift: -margin.b - 10, text: safe(source), font: { size: 11, color } },
  ];
  const inside = { ...margin, l: margin.l + 16, r: margin.r + 16, t: margin.t + top + 16, b: margin.b + bottom + 16 };
  const paper = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  const sheet = { ...layout, width, height, margin: inside, paper_bgcolor: paper };
  const options = { format: "png", width, height, scale: 2, filename: title || page || "图" };
  await window.Plotly.downloadImage({ data, layout: sheet, config: plot.told.config }, options);
}

/** On paper a chart is as wide as its column: it needs to know its own proportions. */
function proportioned(plot) {
  const { width, height } = plot._fullLayout;
  if (plot.proportion === `${width} / ${height}`) return;
  plot.proportion = `${width} / ${height}`;
  plot.style.setProperty("--proportion", plot.proportion);
  for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

export default async function ({ data, parentElement, setTriggerValue }) {
  const plot = parentElement.querySelector(".chart") ?? mount(parentElement);
  const figure = JSON.parse(data.chart);
  const turn = (plot.turn = (plot.turn ?? 0) + 1);
  [plot.told, plot.send] = [data, setTriggerValue];
  // Whatever is written to the page is laid out again before Plotly measures its texts: write only what differs.
  if (plot.heading.textContent !== data.title) plot.heading.textContent = data.title;
  if (plot.heading.hidden === Boolean(data.title)) plot.heading.hidden = !data.title;
  if (plot.note.textContent !== data.note) plot.note.textContent = data.note;
  if (plot.getAttribute("aria-label") !== data.said) plot.setAttribute("aria-label", data.said);
  const height = `${figure.layout.height}px`;
  if (plot.style.height !== height) plot.style.height = height;
  const Plotly = await library(data.library);
  if (plot.turn !== turn) return plot.unmount; // newer data came while the library was on its way
  const drawing = data.chart + JSON.stringify(data.chosen ?? null);
  if (plot.drawing !== drawing) {
    plot.drawing = drawing; // a chart that does not depend on the filter costs no drawing
    await Plotly.react(plot, marked(figure.data, data.chosen), figure.layout, data.config);
    plot.drawn = plot.clientWidth;
    plot.removeAllListeners("plotly_click");
    plot.removeAllListeners("plotly_afterplot");
    plot.on("plotly_click", ({ points }) => picked(plot, points.find((point) => point.customdata !== undefined)?.customdata));
    plot.on("plotly_afterplot", () => proportioned(plot));
    proportioned(plot);
    listed(plot);
  }
  plot.dataset.drawn = turn;
  return plot.unmount;
}

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

/** Whether the page is dark now. Paper never is. */
function isDark() {
  const app = document.querySelector("[data-testid=stApp]");
  const [red, green, blue] = getComputedStyle(app).backgroundColor.match(/\d+/g).map(Number);
  return red + green + blue < 384 && !window.onPaper;
}

/** A chart comes in light colours; on a dark page each has its sister. */
function coloured({ chart, dark }) {
  if (!isDark()) return chart;
  const colour = new RegExp(Object.keys(dark).map((each) => each.replace(/[()]/g, "\\$&")).join("|"), "g");
  return chart.replace(colour, (each) => dark[each]);
}

const drawnOnPage = () => [...document.querySelectorAll(".chart")].filter((plot) => plot.told);

/** A system that turns dark in the evening, and paper, change the colours of what stands on the page. */
function watched() {
  if (window.coloursWatched) return;
  window.coloursWatched = true;
  const again = () => drawnOnPage().forEach(drawn);
  const later = () => [0, 50, 250, 1000].forEach((wait) => setTimeout(again, wait)); // Streamlit's own colours come first
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later);
  const onto = (paper) => () => {
    window.onPaper = paper;
    again();
  };
  window.addEventListener("beforeprint", onto(true));
  window.addEventListener("afterprint", onto(false));
}

/** The elements of a chart, made at its first drawing. */
function chartBox() {
  const box = made("div", "chart-box");
  const plot = made("div", "chart");
  box.plot = plot;
  plot.setAttribute("role", "img");
  plot.heading = made("h2", "own-title");
  plot.heading.hidden = true;
  plot.words = made("button", "chart-tool", "查看文字版");
  plot.picture = made("button", "chart-tool", "下载图片");
  plot.list = made("ul", "chart-list");
  plot.list.hidden = true;
  plot.words.setAttribute("aria-expanded", "false");
  plot.words.onclick = () => {
    plot.list.hidden = !plot.list.hidden;
    plot.words.setAttribute("aria-expanded", String(!plot.list.hidden));
    plot.words.textContent = plot.list.hidden ? "查看文字版" : "收起文字版";
    listed(plot);
  };
  plot.picture.onclick = () => taken(plot);
  const tools = made("div", "chart-tools");
  tools.append(plot.words, plot.picture);
  plot.note = made("p", "chart-note");
  box.append(plot.heading, plot, tools, plot.list, plot.note);
  const watch = new ResizeObserver(async () => {
    if (plot.drawn && plot.clientWidth && Math.abs(plot.clientWidth - plot.drawn) > 1) {
      plot.drawn = plot.clientWidth;
      if (window.matchMedia("print").matches) return;
      placed(plot);
      await drawn(plot); // where other rows need a second line now
      window.Plotly.Plots.resize(plot);
    }
  });
  watch.observe(plot);
  box.unmount = () => {
    watch.disconnect();
    window.Plotly?.purge(plot);
  };
  return box;
}

/** The breaks between a name and the figures below it that a chart of this width does not need. */
const joined = (joins, width) => joins.filter(([, needs]) => needs <= width);

/** The chart with those breaks taken out: what stands below moves up. */
function fitted({ data, layout }, cuts) {
  if (!cuts.length) return { data, layout };
  const up = (y) => cuts.reduce((at, [cut, , lower]) => (y > cut ? at - lower : at), y);
  for (const trace of data) {
    if (Array.isArray(trace.width)) {
      const ends = trace.y.map((y, n) => [up(y - trace.width[n] / 2), up(y + trace.width[n] / 2)]);
      trace.y = ends.map(([top, bottom]) => (top + bottom) / 2);
      trace.width = ends.map(([top, bottom]) => bottom - top);
    } else trace.y = trace.y.map(up);
  }
  layout.height = up(layout.height);
  layout.yaxis.range = layout.yaxis.range.map(up);
  return { data, layout };
}

/** The page keeps as much room as the chart will take. */
function placed(plot) {
  const lower = joined(plot.told.joins, plot.clientWidth).reduce((sum, [, , each]) => sum + each, 0);
  const height = `${plot.told.height - lower}px`;
  if (plot.style.height !== height) plot.style.height = height;
}

/** What a chart says, and the chart itself once Plotly is there. */
async function chartTold(box, told) {
  const { plot } = box;
  const turn = (plot.turn = (plot.turn ?? 0) + 1);
  plot.told = told;
  watched();
  // Whatever is written to the page is laid out again before Plotly measures its texts: write only what differs.
  if (plot.heading.textContent !== told.title) {
    plot.heading.textContent = told.title;
    plot.heading.hidden = !told.title;
    plot.words.setAttribute("aria-label", `查看文字版：${told.title || told.said.slice(0, 20)}`);
    plot.picture.setAttribute("aria-label", `下载图片：${told.title || told.said.slice(0, 20)}`);
  }
  if (plot.note.textContent !== told.note) plot.note.textContent = told.note;
  if (plot.getAttribute("aria-label") !== told.said) plot.setAttribute("aria-label", told.said);
  placed(plot);
  await library(told.library);
  if (plot.turn !== turn) return; // newer data came while the library was on its way
  await drawn(plot);
  plot.dataset.drawn = turn;
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

/** Go where a bar leads: its keys become parameters of an address, or of the page's own. */
function picked(plot, key) {
  const now = performance.now();
  const { lead } = plot.told;
  if (!lead || key === undefined || now - (plot.clicked ?? -TWICE) < TWICE) return;
  plot.clicked = now;
  const keys = Array.isArray(key) ? key : [key];
  const values = { ...lead.also, ...Object.fromEntries(lead.names.map((name, number) => [name, keys[number]])) };
  if (!lead.to) return window.view.change(values);
  const to = new URL(lead.to, window.location.href);
  for (const [name, value] of Object.entries(values)) to.searchParams.set(name, value);
  window.view.go(to.pathname + to.search);
}

/** The same in words: a line for each bar, which a keyboard can press where a mouse could click. */
function listed(plot) {
  if (plot.list.hidden) return;
  const hits = plot.data?.find((trace) => trace.name === "hits");
  const labels = hits?.hovertext ?? [];
  const plain = (text) =>
    text.replace(/<[^>]*>/g, "　").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const items = labels.map((label, number) => {
    const item = made("li", "", plot.told.lead ? undefined : plain(label));
    if (plot.told.lead) {
      const button = made("button", "chart-line", plain(label));
      button.onclick = () => picked(plot, hits.customdata[number]);
      item.append(button);
    }
    return item;
  });
  const rest = plot.told.rest.map((text) => made("li", "", text)); // what there was no room to draw
  plot.list.replaceChildren(...(items.length ? [...items, ...rest] : [made("li", "", plot.told.said)]));
}

/** The chart as a PNG file, with its title over it and place, day and source under it. */
async function taken(plot) {
  const { title, page, source } = plot.told;
  const width = Math.max(plot.clientWidth, 480);
  const { data, layout } = fitted(JSON.parse(coloured(plot.told)), joined(plot.told.joins, width - 32));
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

/** Draw what was told, where it differs from what is drawn: a chart that does not depend on the filter costs nothing. */
async function drawn(plot) {
  const { chosen, config } = plot.told;
  const chart = coloured(plot.told);
  const cuts = joined(plot.told.joins, plot.clientWidth);
  const drawing = chart + JSON.stringify([chosen ?? null, cuts.length]);
  if (plot.drawing === drawing) return;
  plot.drawing = drawing;
  plot.joined = cuts.length;
  const { data, layout } = fitted(JSON.parse(chart), cuts);
  await window.Plotly.react(plot, marked(data, chosen), layout, config);
  plot.drawn = plot.clientWidth;
  plot.removeAllListeners("plotly_click");
  plot.removeAllListeners("plotly_afterplot");
  plot.on("plotly_click", ({ points }) => picked(plot, points.find((point) => point.customdata !== undefined)?.customdata));
  plot.on("plotly_afterplot", () => proportioned(plot));
  proportioned(plot);
  listed(plot);
}

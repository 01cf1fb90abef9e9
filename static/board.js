// A page in blocks, drawn from what Python says of it: only blocks that differ are touched, charts are changed in place.
//
// Everything comes as plain data and every text is put in as text. Links are real addresses; static/sidebar.js follows
// them within the page. Nothing here reads ledgers or computes a number.

const DRAWN = "http://www.w3.org/2000/svg";

function anchor(className, href, text) {
  const link = made("a", className, text);
  link.href = href;
  return link;
}

function action(label, act) {
  const button = made("button", "top-action", label);
  button.type = "button";
  button.onclick = act;
  return button;
}

/** The address that shows the same tomorrow, on the clipboard; where a browser refuses that, to be copied by hand. */
async function copied(button, pinned) {
  const address = window.location.origin + window.location.pathname + pinned;
  const said = (words) => {
    button.textContent = words;
    setTimeout(() => (button.textContent = "复制链接"), 2500);
  };
  const field = made("input", "top-copied");
  Object.assign(field, { value: address, readOnly: true });
  try {
    await navigator.clipboard.writeText(address);
    said("已复制");
  } catch {
    button.after(field);
    field.select();
    said(document.execCommand("copy") ? "已复制" : "请复制这一行");
    if (button.textContent === "已复制") field.remove();
  }
}

function topTold(box, { whose, where, title, alerts, lines, pinned, actions = [], resets = [] }) {
  const line = made("div", "top-line");
  const acts = made("div", "top-actions");
  acts.append(...resets.map(({ label, drops }) => action(label, () => window.view.change({}, drops))));
  acts.append(...actions.map(({ label, href }) => anchor("top-action", href, label)));
  acts.append(action("打印 / 存为 PDF", () => window.print()));
  const copy = action("复制链接", () => copied(copy, pinned));
  acts.append(copy);
  line.append(made("p", "top-where", where), acts);
  const told = [made("p", "top-whose", whose), line, made("h1", "top-title", title)];
  told.push(...alerts.map((words) => alertBox(words)), ...lines.map((words) => made("p", "card-line", words)));
  box.replaceChildren(...told);
}

function alertBox(words) {
  const box = made("p", "alert", words);
  box.setAttribute("role", "status");
  return box;
}

/** All promises as one bar; a segment shows which they are. */
function stripTold(box, { parts, label }) {
  const list = made("ul", "strip");
  list.setAttribute("aria-label", label);
  for (const { word, mark, tone, count, href, current } of parts) {
    const item = made("li", "");
    item.style.flexGrow = count;
    const link = anchor(`strip-part strip-${tone}`, href);
    link.title = `${word} ${count} 项。${window.view?.terms?.[word] ?? ""}`;
    link.setAttribute("aria-label", `${word} ${count} 项`); // on a phone the word itself may have no room
    if (current) link.setAttribute("aria-current", "true");
    link.append(made("span", "strip-mark", mark), made("span", "strip-word", ` ${word} `), made("b", "", String(count)));
    item.append(link);
    list.append(item);
  }
  box.replaceChildren(list);
}

/** This year's months over last year's: a direction, not a chart to read numbers from. */
function sparkline(now, before) {
  const known = [...now, ...before].filter((value) => value !== null);
  if (known.length < 2 || !now.some((value) => value !== null)) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const at = (value, month) => [2 + (month * 84) / 11, high === low ? 14 : 26 - ((value - low) * 24) / (high - low)];
  const svg = document.createElementNS(DRAWN, "svg");
  svg.setAttribute("viewBox", "0 0 88 28");
  svg.setAttribute("class", "spark");
  svg.setAttribute("aria-hidden", "true");
  for (const [values, name] of [[before, "spark-before"], [now, "spark-now"]]) {
    const points = values.map((value, month) => (value === null ? null : at(value, month))).filter(Boolean);
    const line = document.createElementNS(DRAWN, "polyline");
    line.setAttribute("points", points.map((point) => point.map((n) => n.toFixed(1)).join()).join(" "));
    line.setAttribute("class", name);
    svg.append(line);
    if (name !== "spark-now" || !points.length) continue;
    const end = document.createElementNS(DRAWN, "circle");
    const [x, y] = points.at(-1);
    for (const [key, value] of Object.entries({ cx: x, cy: y, r: 2 })) end.setAttribute(key, value);
    svg.append(end);
  }
  return svg;
}

/** A word of the trade explains itself to a mouse that rests on it; the search box tells it to everybody. */
function explained(element) {
  const said = element.textContent;
  const known = Object.entries(window.view?.terms ?? {}).filter(([term]) => said.includes(term));
  const whole = known.filter(([term]) => !known.some(([other]) => other !== term && other.includes(term)));
  if (!whole.length) return element;
  element.title = whole.map(([term, meaning]) => `${term}：${meaning}`).join("\n");
  element.classList.add("explained");
  // A finger rests on nothing: a tap shows the words, another one takes them away.
  element.onclick = () => {
    const told = element.querySelector(".explained-words");
    if (told) told.remove();
    else element.append(made("small", "explained-words", element.title));
  };
  return element;
}

if (!window.termsAwaited) {
  window.termsAwaited = true;
  window.addEventListener("terms", () => document.querySelectorAll(".board .card-label, .board thead th").forEach(explained));
}

function tile({ label, value, about, change, better, line, line_before: before, href }) {
  const box = made("div", "card-tile");
  const spark = line?.length ? sparkline(line, before ?? []) : null;
  const number = made("dd", "card-value");
  number.append(href ? anchor("card-more", href, value) : value);
  if (spark) number.append(spark);
  if (value.length > 7) number.classList.add("card-long");
  box.append(explained(made("dt", "card-label", label)), number);
  const small = made("dd", "card-about");
  if (change) small.append(made("span", `card-change ${better === false ? "bad" : ""}`, change), " ");
  small.append(about);
  box.append(small);
  return box;
}

function tilesTold(box, { tiles }) {
  const list = made("dl", "card-tiles");
  list.append(...tiles.map(tile));
  box.replaceChildren(list);
}

function headingTold(box, { text, note }) {
  box.replaceChildren(made("h2", "own-title", text), ...(note ? [made("p", "card-line", note)] : []));
}

function matter({ mark, tone, what, about, bad, href }) {
  const link = anchor(`card-link edge-${tone || "calm"}`, href);
  const words = made("span", "card-words");
  const line = made("span", "card-what");
  if (mark) line.append(made("span", `card-mark ${tone ?? ""}`, mark));
  line.append(what);
  words.append(line);
  if (about) words.append(made("span", "card-about", about));
  link.append(words);
  if (bad) link.append(made("span", `card-bad ${tone ?? ""}`, bad));
  const item = made("li", "");
  item.append(link);
  return item;
}

function mattersTold(box, { title, more, items, empty }) {
  const head = made("div", "head");
  head.append(made("h2", "own-title", title));
  if (more) head.append(anchor("head-more", more.href, `${more.label} ›`));
  const list = made("ul", "card-links");
  list.append(...items.map(matter));
  box.replaceChildren(head, items.length ? list : made("p", "card-about", empty));
}

const FIRST_ROWS = 50; // of a long table; the others come with a click, and stand on paper
const TALL = 15; // rows from which on a table scrolls in a box of its own
const WIDE = 8; // columns from which on it lies across the sheet of paper
const NUMBER = /^[-−]?[\d,]*\.?\d+ ?%?$/;
const inWords = new Intl.Collator("zh-CN", { numeric: true });

const numberOf = (words) => (NUMBER.test(words) ? Number(words.replace(/[ ,%]/g, "").replace("−", "-")) : NaN);
const CODE = /^[\w:. -]{1,20}$/; // numbers, days and times are not broken over two lines
const saysNothing = (words) => words === "" || words === "—";

function cellOf(told, name, head) {
  const { text, href, tone, beside } = typeof told === "string" ? { text: told } : told;
  const cell = made(name, tone ? `cell-${tone}` : "", href || beside ? undefined : text);
  cell.words = text;
  if (CODE.test(text)) cell.classList.add("cell-code");
  if (href || beside) {
    const inner = href ? anchor("cell-link", href, text) : made("span", "", text);
    if (inner.pathname === window.location.pathname) inner.onclick = () => document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (beside) inner.append(made("small", "cell-beside", beside));
    cell.append(inner);
  }
  if (name === "th") cell.scope = "row";
  else cell.dataset.head = head;
  return cell;
}

/** By numbers, else by words and the numbers in them; what says nothing comes last either way. */
function sortBy(table, head) {
  const [body] = table.tBodies;
  const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const each of head.parentElement.cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down < 0 ? "descending" : "ascending");
  const told = [...body.rows].map((line) => {
    const { words } = line.cells[head.cellIndex];
    return { line, words, number: numberOf(words), last: saysNothing(words) };
  });
  told.sort((a, b) => a.last - b.last || down * (a.number - b.number || inWords.compare(a.words, b.words)));
  body.append(...told.map(({ line }) => line));
}

function headOf(words, sorts) {
  const head = made(words ? "th" : "td", "", sorts ? undefined : words);
  if (words) head.scope = "col";
  if (sorts) {
    const button = made("button", "table-sort", words);
    button.type = "button";
    button.onclick = () => sortBy(head.closest("table"), head);
    head.append(button);
  }
  return head;
}

function bodyOf(rows, head) {
  const words = (row, n) => row[n].text ?? row[n];
  const isNumber = head.map((_, n) => {
    const told = rows.map((row) => words(row, n)).filter((text) => !saysNothing(text));
    return n > 0 && told.length > 0 && told.every((text) => NUMBER.test(text));
  });
  const body = made("tbody");
  for (const row of rows) {
    const line = made("tr");
    row.forEach((told, n) => line.append(cellOf(told, n ? "td" : "th", head[n])));
    isNumber.forEach((is, n) => is && line.cells[n].classList.add("cell-number"));
    body.append(line);
  }
  return body;
}

/** The first rows of a long table, until somebody asks for the rest: what is not shown need not be laid out. */
function restOf(table, count) {
  const more = made("button", "table-more", `显示其余 ${count} 行`);
  more.type = "button";
  table.classList.add("table-cut");
  more.onclick = () => {
    table.classList.remove("table-cut");
    table.rows[FIRST_ROWS + 1].cells[0].querySelector("a")?.focus();
    more.remove();
  };
  return more;
}

function tableTold(box, { title, head, rows, note, alt, dense }) {
  const scroll = made("div", "table-scroll");
  const table = made("table", dense ? "table table-dense" : "table");
  table.setAttribute("aria-label", alt);
  const first = made("tr");
  first.append(...head.map((words) => explained(headOf(words, words && rows.length > 2))));
  const top = made("thead");
  top.append(first);
  table.append(top, bodyOf(rows, head));
  scroll.append(table);
  if (rows.length > TALL) {
    scroll.classList.add("table-tall");
    Object.assign(scroll, { tabIndex: 0, ariaLabel: alt });
    scroll.setAttribute("role", "group");
  }
  box.classList.toggle("table-wide", head.length >= WIDE);
  const more = rows.length > FIRST_ROWS ? [restOf(table, rows.length - FIRST_ROWS)] : [];
  box.replaceChildren(...(title ? [made("h2", "own-title", title)] : []), scroll, ...more, ...(note ? [made("p", "chart-note", note)] : []));
}

function linksTold(box, { links }) {
  box.replaceChildren(...links.flatMap(({ label, href }) => [anchor("ways-on", href, label), "　"]));
}

function sectionTold(box, { title, counts }) {
  const head = made("div", "section-head");
  const told = made("span", "section-counts");
  told.append(...counts.map(({ mark, tone, count, word }) => Object.assign(made("span", tone, `${mark} ${count}`), { title: `${word} ${count} 项` })));
  head.append(made("h2", "own-title", title), told);
  box.replaceChildren(head);
}

function columnsTold(box, { columns }, context) {
  while (box.children.length > columns.length) emptied(box.lastChild);
  while (box.children.length < columns.length) box.append(made("div", "column"));
  // A block may change its column when another one grew: it is moved, not made anew.
  const before = new Map([...box.children].flatMap((column) => named(column)));
  columns.forEach((blocks, number) => render(box.children[number], blocks, context, before, `${number}.`));
  for (const element of before.values()) emptied(element);
}

/** What is folded prints too; afterwards it is folded again. */
function foldsOnPaper() {
  if (window.foldsWatched) return;
  window.foldsWatched = true;
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".fold:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}

/** Whose system, which place and which day, at the foot of every sheet of paper. */
function footTold(words) {
  const told = words.replace(/["\\\n]/g, (sign) => `\\${sign.codePointAt(0).toString(16)} `);
  const style = document.getElementById("foot-of-sheet") ?? document.head.appendChild(Object.assign(made("style"), { id: "foot-of-sheet" }));
  const text = `@page { @bottom-left { content: "${told}" } }`;
  if (style.textContent !== text) style.textContent = text;
}

function foldBox() {
  const box = made("details", "fold");
  box.append(made("summary", "fold-label"), made("div", "fold-inside"));
  return box;
}

function foldTold(box, { label, blocks }, context) {
  const [head, inside] = box.children;
  if (head.textContent !== label) head.textContent = label;
  render(inside, blocks, context);
}

/** One sheet of A4 in one direction: what the page shows is what the printer gets. */
function sheetBox() {
  const box = made("style", "");
  box.unmount = () => delete document.documentElement.dataset.sheet;
  return box;
}

function sheetTold(box, { way }) {
  document.documentElement.dataset.sheet = way;
  box.textContent = `@page { size: A4 ${way}; margin: 10mm 12mm 12mm; }`;
}

const plain = (className, name = "div") => () => made(name, className);
const KINDS = {
  top: [plain("top"), topTold],
  strip: [plain("strip-box"), stripTold],
  tiles: [plain("tiles"), tilesTold],
  heading: [plain("heading"), headingTold],
  section: [plain("section"), sectionTold],
  note: [plain("chart-note", "p"), (box, { text }) => (box.textContent = text)],
  alert: [plain("alerts"), (box, { text }) => box.replaceChildren(alertBox(text))],
  matters: [plain("matters"), mattersTold],
  table: [plain("table-box"), tableTold],
  links: [plain("links", "p"), linksTold],
  fields: [fieldsBox, fieldsTold],
  chart: [chartBox, (box, told, context) => chartTold(box, { ...told, ...context })],
  columns: [plain("columns"), columnsTold],
  fold: [foldBox, foldTold],
  sheet: [sheetBox, sheetTold],
  turn: [plain(""), (_, { to }) => setTimeout(() => window.view.go(to, { replace: true }))],
};

function emptied(element) {
  for (const each of [element, ...element.querySelectorAll("*")]) each.unmount?.();
  element.remove();
}

const named = (parent) => [...parent.children].map((element) => [element.blockName, element]);

/** Make the children of `parent` say `blocks`; a block is known by its kind and key, or by its place among its kind. */
function render(parent, blocks, context, common, column = "") {
  const before = common ?? new Map(named(parent));
  const seen = {};
  blocks.forEach((block, number) => {
    seen[block.kind] = (seen[block.kind] ?? 0) + 1;
    const name = `${block.kind} ${block.key ?? column + seen[block.kind]}`;
    const [make, tell] = KINDS[block.kind];
    let element = before.get(name);
    if (!element) {
      element = make();
      element.blockName = name;
      if (block.key) element.dataset.key = block.key;
    }
    before.delete(name);
    if (parent.children[number] !== element) parent.insertBefore(element, parent.children[number] ?? null);
    const told = JSON.stringify(block);
    if (element.blockTold === told) return;
    element.blockTold = told;
    tell(element, block, context);
  });
  if (!common) for (const element of before.values()) emptied(element);
}

export default function ({ data, parentElement }) {
  const board = parentElement.querySelector(".board") ?? parentElement.appendChild(made("div", "board"));
  const { blocks, library, dark, config, source } = data;
  const page = blocks.find((block) => block.kind === "top")?.title ?? document.querySelector(".top-title")?.textContent ?? "";
  foldsOnPaper();
  if (source) footTold(source);
  render(board, blocks, { library, dark, config, source, page });
  return () => emptied(board);
}

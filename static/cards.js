// Words that belong together, as one element: the tiles on top of a page, and the list of what needs somebody.
//
// Streamlit would make a dozen elements of each, and a reader would wait for every one of them at every click.
// Everything shown is put in as text, never as markup.

// The pages in two columns: on a low screen the filters below them are seen without scrolling. It stays in the document
// when a page, and the styles that came with it, goes.
const SIDEBAR = `[data-testid="stSidebarNavItems"] {
  display: grid; grid-auto-flow: column; grid-template: repeat(8, auto) / 1fr 1fr;
}`;

function styled() {
  if (document.getElementById("two-columns")) return;
  const style = made("style", "", SIDEBAR);
  style.id = "two-columns";
  document.head.append(style);
}

function made(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function tile({ label, value, about, tone }) {
  const box = made("div", "card-tile");
  const number = made("dd", `card-value ${tone ?? ""}`, value);
  box.append(made("dt", "card-label", label), number, made("dd", "card-about", about));
  return box;
}

function link({ what, detail, href, tone, mark }, number, turn) {
  const anchor = made("a", "card-link");
  anchor.href = href;
  const line = made("span", "card-what");
  if (mark) line.append(made("span", `card-mark ${tone ?? ""}`, mark));
  line.append(what);
  anchor.append(line);
  if (detail) anchor.append(made("span", "card-about", detail));
  anchor.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // a tab of its own
    event.preventDefault();
    turn(number);
  };
  const item = made("li", "");
  item.append(anchor);
  return item;
}

export default function ({ data, parentElement, setTriggerValue }) {
  styled();
  const { title = "", lines = [], tiles = [], links = [], empty = "" } = data;
  const found = title ? [made("h2", "own-title", title)] : [];
  found.push(...lines.map((line) => made("p", "card-line", line)));
  if (tiles.length) {
    const list = made("dl", "card-tiles");
    list.append(...tiles.map(tile));
    found.push(list);
  }
  if (empty) found.push(made("p", "card-about", empty));
  if (links.length) {
    const list = made("ul", "card-links");
    list.append(...links.map((each, number) => link(each, number, (n) => setTriggerValue("turned", n))));
    found.push(list);
  }
  const box = parentElement.querySelector(".cards") ?? parentElement.appendChild(made("div", "cards"));
  box.replaceChildren(...found);
}

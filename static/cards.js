// Words that belong together, as one element: the tiles on top of a page, and the list of what needs somebody.
//
// Streamlit would make a dozen elements of each, and a reader would wait for every one of them at every click.
// Everything shown is put in as text, never as markup.

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

function link({ what, detail, href, tone, mark }) {
  const anchor = made("a", "card-link");
  anchor.href = href;
  const line = made("span", "card-what");
  if (mark) line.append(made("span", `card-mark ${tone ?? ""}`, mark));
  line.append(what);
  anchor.append(line);
  if (detail) anchor.append(made("span", "card-about", detail));
  const item = made("li", "");
  item.append(anchor);
  return item;
}

export default function ({ data, parentElement }) {
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
    list.append(...links.map(link));
    found.push(list);
  }
  const box = parentElement.querySelector(".cards") ?? parentElement.appendChild(made("div", "cards"));
  box.replaceChildren(...found);
}

// A report beside the ledgers: its text with every figure marked, and beside it what the ledgers say of the one chosen.
//
// Everything shown comes as text from Python and is put in as text: a report may hold anything.

/** The counts of every verdict: each a button that goes to the next such figure. */
function counted(box, { word, mark, tone, count }) {
  const button = made("button", `rec-count ${tone}`);
  button.append(made("span", "rec-mark", mark), `${word} `, made("b", "", String(count)));
  button.disabled = !count;
  button.title = count ? `到下一处“${word}”` : "";
  button.onclick = () => {
    const all = box.buttons.filter((figure) => figure.words.includes(word));
    const after = all.findIndex((figure) => figure === box.chosen);
    choose(box, all[(after + 1) % all.length], true);
  };
  return button;
}

/** One figure in the text. Several may share a number: the gravest gives the colour. */
function figure(box, text, numbers) {
  const told = numbers.map((number) => box.told.figures[number]);
  const worst = told.reduce((one, other) => (other.grave > one.grave ? other : one));
  const button = made("button", `rec-figure ${worst.tone}`, text);
  button.append(made("span", "rec-mark", worst.mark));
  button.setAttribute("aria-label", `${text}，${told.map((each) => each.word).join("，")}`);
  button.setAttribute("aria-pressed", "false");
  button.numbers = numbers;
  button.words = told.map((each) => each.word);
  button.onclick = (event) => choose(box, button, false, event.detail === 0);
  return button;
}

const TOP = /^\s*[一二三四五六七八九十]+[、.．]/;

function paragraph(box, pieces) {
  const line = made("p", TOP.test(pieces[0].text) && pieces.length === 1 ? "rec-line rec-top" : "rec-line");
  for (const { text, figures } of pieces) line.append(figures ? figure(box, text, figures) : text);
  return line;
}

/** The figures that somebody must look at, each a button that goes to it. */
function open(box, { number, what, about }) {
  const { mark, tone } = box.told.figures[number];
  const button = made("button", "rec-item");
  button.append(made("span", `rec-mark ${tone}`, mark), what, made("span", "rec-about", `　${about}`));
  button.onclick = (event) => {
    const figure = box.buttons.find((each) => each.numbers.includes(number));
    choose(box, figure, true, event.detail === 0);
  };
  const item = made("li", "");
  item.append(button);
  return item;
}

/** What the ledgers say of one figure, the way to its rows, and what it may mean where that is not sure. */
function explained(box, number) {
  const { lines, tone, href, choices = [], rows } = box.told.figures[number];
  const part = made("div", "rec-told");
  part.append(made("p", `rec-head ${tone}`, lines[0]), ...lines.slice(1).map((line) => made("p", "rec-said", line)));
  if (choices.length) part.append(made("p", "rec-said", "指的是哪一项？"));
  for (const { code, name } of choices) {
    const button = made("button", "rec-act", name);
    button.onclick = () => box.send("picked", [number, code]);
    part.append(button);
  }
  if (rows) {
    const button = made("button", "rec-act", `查看 ${rows.toLocaleString("zh-CN")} 行台账`);
    button.onclick = () => box.send("rows", number);
    part.append(button);
  }
  if (href) {
    const link = made("a", "rec-link", "打开指标页");
    link.href = href;
    link.target = "_blank";
    part.append(link);
  }
  return part;
}

function choose(box, button, scroll, byKeyboard = false) {
  if (!button) return;
  box.chosen?.setAttribute("aria-pressed", "false");
  box.chosen = button;
  box.number = button.numbers[0];
  button.setAttribute("aria-pressed", "true");
  if (scroll) {
    button.scrollIntoView({ block: "center", behavior: "auto" });
    button.focus({ preventScroll: true });
  }
  box.panel.classList.remove("rec-empty");
  box.panel.replaceChildren(...button.numbers.map((number) => explained(box, number)));
  if (byKeyboard) box.panel.focus({ preventScroll: true });
}

/** The frame of the element, made once. */
function mount(parent) {
  const box = parent.appendChild(made("div", "rec"));
  box.head = made("div", "rec-counts");
  box.open = made("ul", "rec-open");
  box.text = made("div", "rec-text");
  box.panel = made("div", "rec-panel");
  box.panel.tabIndex = -1;
  box.panel.setAttribute("role", "region");
  box.panel.setAttribute("aria-label", "这个数的核对结果");
  box.panel.setAttribute("aria-live", "polite");
  box.panel.onkeydown = (event) => {
    if (event.key === "Escape") box.chosen?.focus();
  };
  const columns = made("div", "rec-columns");
  columns.append(box.text, box.panel);
  box.append(box.head, box.open, columns);
  return box;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".rec") ?? mount(parentElement);
  box.send = setTriggerValue;
  const same = box.told?.key === data.key;
  const now = JSON.stringify(data);
  if (now === box.now) return;
  const number = same ? box.number : undefined;
  Object.assign(box, { told: data, now, chosen: undefined, number: undefined });
  box.head.replaceChildren(...data.counts.map((each) => counted(box, each)));
  box.open.replaceChildren(...data.open.map((each) => open(box, each)));
  if (data.more) box.open.append(made("li", "rec-said", data.more));
  box.text.replaceChildren(...data.paragraphs.map((pieces) => paragraph(box, pieces)));
  box.buttons = [...box.text.querySelectorAll("button")];
  box.panel.classList.add("rec-empty");
  box.panel.replaceChildren(made("p", "rec-said", data.hint));
  choose(
    box,
    box.buttons.find((button) => button.numbers.includes(number)),
    false,
  );
}

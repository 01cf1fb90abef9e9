// The pages, the filters and the address of what is shown.
//
// The address is the only state: a choice writes it and lets Streamlit read it again, as it does when a reader presses
// Back, so that a choice is one entry in the history and every way to an address shows the same. Native fields answer in
// two milliseconds where Streamlit's take thirty, and are what phones and keyboards expect.

/** What every element of ours may call: window.view.go(address), .change({name: value}, [names to drop]). */
function owner() {
  if (window.view) return window.view;
  const go = (address, { replace = false } = {}) => {
    const before = window.location.pathname;
    if (address !== before + window.location.search) {
      window.history[replace ? "replaceState" : "pushState"]({}, "", address);
      window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    }
    if (before !== window.location.pathname) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    window.view.close();
  };
  const change = (values, drops = [], options = {}) => {
    const chosen = new URLSearchParams(window.location.search);
    for (const name of drops) chosen.delete(name);
    for (const [name, value] of Object.entries(values)) value === "" || value == null ? chosen.delete(name) : chosen.set(name, value);
    const query = chosen.toString();
    go(window.location.pathname + (query ? `?${query}` : ""), options);
  };
  window.view = { go, change, close: () => {}, pages: new Set() };
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.("a[href]");
    if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (anchor.target || anchor.hasAttribute("download") || anchor.origin !== window.location.origin) return;
    if (!window.view.pages.has(anchor.pathname)) return;
    event.preventDefault();
    go(anchor.pathname + anchor.search, { replace: anchor.dataset.replace !== undefined });
  });
  return window.view;
}

function field({ name, label, options, value, drops, first, last }, change) {
  const box = made("div", "side-field");
  const input = made(first ? "input" : "select", "side-input");
  input.name = name;
  if (first) {
    Object.assign(input, { type: "date", min: first, max: last, required: true });
    input.value = value;
  } else {
    for (const [key, words] of options) input.append(new Option(words, key, key === value, key === value));
  }
  input.onchange = () => input.validity.valid && change({ [name]: input.value }, drops);
  input.id = `side-${name}`;
  const words = made("label", "side-label", label);
  words.htmlFor = input.id;
  box.append(words, input);
  return box;
}

const PAUSE = 250; // milliseconds after the last key before a text is looked for

/** One box for everything: what is typed is looked for on the server, what is found are links. */
function searching(send) {
  const form = made("form", "side-search");
  form.setAttribute("role", "search");
  const words = made("label", "side-label", "查找");
  const input = made("input", "side-input");
  Object.assign(input, { type: "search", id: "side-search", placeholder: "指标、村、事项、编号、名词", autocomplete: "off" });
  words.htmlFor = input.id;
  form.found = made("div", "side-found");
  form.found.setAttribute("aria-live", "polite");
  const ask = () => {
    clearTimeout(form.waiting);
    form.asked = input.value.trim();
    if (form.asked) form.send("asked", form.asked);
    else form.found.replaceChildren();
  };
  input.oninput = () => {
    clearTimeout(form.waiting);
    form.waiting = setTimeout(ask, PAUSE);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const first = form.found.querySelector("a");
    if (first && form.asked === input.value.trim()) first.click();
    else ask();
  };
  form.clear = () => {
    input.value = form.asked = "";
    form.found.replaceChildren();
  };
  form.onkeydown = (event) => {
    if (event.key === "Escape") form.clear();
  };
  form.append(words, input, form.found);
  return form;
}

function found(form, { asked, found: listed, cut }) {
  if (!asked || asked !== form.asked) return;
  const list = made("ul");
  for (const { kind, title, detail, href } of listed) {
    const item = made("li");
    const line = made(href ? "a" : "div", "side-result");
    if (href) line.href = href;
    line.append(made("small", "side-kind", kind), made("span", "", title));
    if (detail) line.append(made("small", "side-detail", detail));
    item.append(line);
    list.append(item);
  }
  const none = made("p", "side-detail", `没有找到“${asked}”`);
  form.found.replaceChildren(listed.length ? list : none, ...(cut ? [made("p", "side-detail", cut)] : []));
}

function mount(parent) {
  const side = parent.appendChild(made("header", "side"));
  side.who = made("p", "side-who");
  side.toggle = made("button", "side-toggle", "菜单");
  side.panel = made("div", "side-panel");
  side.panel.id = "side-panel";
  side.toggle.setAttribute("aria-controls", "side-panel");
  side.pages = made("nav", "side-pages");
  side.pages.setAttribute("aria-label", "页面");
  side.filters = made("form", "side-filters");
  side.filters.setAttribute("aria-label", "筛选");
  side.filters.onsubmit = (event) => event.preventDefault();
  side.search = searching();
  side.panel.append(side.pages, side.search, side.filters);
  side.append(side.who, side.toggle, side.panel);
  const opened = (open) => {
    side.classList.toggle("side-open", open);
    side.toggle.setAttribute("aria-expanded", String(open));
    side.toggle.textContent = open ? "关闭" : "菜单";
  };
  opened(false);
  side.toggle.onclick = () => opened(!side.classList.contains("side-open"));
  side.onkeydown = (event) => {
    if (event.key !== "Escape" || !side.classList.contains("side-open")) return;
    opened(false);
    side.toggle.focus();
  };
  owner().close = () => {
    opened(false);
    side.search.clear();
  };
  return side;
}

function link({ title, href, current }) {
  const anchor = made("a", "side-page", title);
  anchor.href = href;
  if (current) anchor.setAttribute("aria-current", "page");
  owner().pages.add(anchor.pathname);
  const item = made("li");
  item.append(anchor);
  return item;
}

/** Only what differs is drawn anew: a field that was just changed keeps its focus. */
function differs(element, told) {
  const now = JSON.stringify(told);
  if (element.told === now) return false;
  element.told = now;
  return true;
}

function drawn(side, { name = "", system, updated = "", pages, filters = [], summary = "" }) {
  if (differs(side.who, [name, system, updated, summary])) {
    side.who.replaceChildren(made("strong", "", name), made("strong", "", system), made("small", "side-updated", updated), made("small", "side-summary", summary));
  }
  if (differs(side.pages, pages)) {
    const list = made("ul");
    list.append(...pages.map(link));
    side.pages.replaceChildren(list);
  }
  if (differs(side.filters, filters)) {
    const focused = side.filters.contains(document.activeElement) ? document.activeElement.name : "";
    side.filters.replaceChildren(...filters.map((each) => field(each, owner().change)));
    if (focused) side.filters.elements.namedItem(focused)?.focus();
  }
}

const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/** What was asked for and is not so does not stay in the address; where the reader has gone on meanwhile, it is theirs. */
function settled({ given, address }) {
  if (!given || same(given, address)) return;
  if (!same(given, Object.fromEntries(new URLSearchParams(window.location.search)))) return;
  const query = new URLSearchParams(address).toString();
  window.history.replaceState({}, "", window.location.pathname + (query ? `?${query}` : ""));
}

const WORDS = new Map([
  ["Page not found", "没有这一页"],
  ["The page that you have requested does not seem to exist. Running the app's main page.", "网址里的这一页不存在，现显示总览。"],
  ["Connection error", "与服务器的连接断开了"],
  ["Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:", "看板服务没有回应，正在重新连接；一直连不上的，请告诉系统管理员。"],
  ["Connecting", "正在连接"],
]);

/** Streamlit's own boxes, which lie over the page, speak English and have no setting for it. */
function translated() {
  if (window.boxesTranslated) return;
  window.boxesTranslated = true;
  const within = (root) => {
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const words = WORDS.get(nodes.currentNode.nodeValue.trim());
      if (words) nodes.currentNode.nodeValue = words;
    }
    for (const close of root.querySelectorAll?.("[aria-label=Close]") ?? []) close.setAttribute("aria-label", "关闭");
  };
  const watch = new MutationObserver((changes) => changes.flatMap((each) => [...each.addedNodes]).forEach(within));
  watch.observe(document.body, { childList: true });
  [...document.body.children].filter((each) => each.id !== "root").forEach(within);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = owner();
  const side = parentElement.querySelector(".side") ?? mount(parentElement);
  side.search.send = setTriggerValue;
  if (data.terms && !view.terms) setTimeout(() => window.dispatchEvent(new Event("terms"))); // the page may stand already
  view.terms = data.terms;
  document.documentElement.lang = "zh-CN";
  const skip = document.querySelector("a[href='#stMain']");
  if (skip && skip.textContent !== "跳到正文") skip.textContent = "跳到正文";
  translated();
  drawn(side, data);
  found(side.search, data);
  settled(data);
}

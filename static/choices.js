// Choices within a page, as native fields: each writes its parameter of the address (static/sidebar.js owns it).

const change = (values, drops) => window.view.change(values, drops);

function labelled(label, input) {
  const box = made("div", "choice");
  const words = made("label", "side-label", label);
  input.id = words.htmlFor = `choice-${input.name}`;
  box.append(words, input);
  return box;
}

function select({ name, label, options, value, drops }) {
  const input = made("select", "side-input");
  input.name = name;
  for (const [key, words] of options) input.append(new Option(words, key, key === value, key === value));
  input.onchange = () => change({ [name]: input.value }, drops);
  return labelled(label, input);
}

function search({ name, label, value, drops, hint }) {
  const input = made("input", "side-input");
  Object.assign(input, { type: "search", name, value, placeholder: hint });
  input.onchange = () => change({ [name]: input.value.trim() }, drops);
  return labelled(label, input);
}

function day({ name, label, value, usual, drops }) {
  const input = made("input", "side-input");
  Object.assign(input, { type: "date", name, value, required: true });
  input.onchange = () => input.validity.valid && change({ [name]: input.value === usual ? "" : input.value }, drops);
  return labelled(label, input);
}

/** A box to tick: its value goes into the address when it is not as usual. */
function tick({ name, label, value, usual, drops }) {
  const box = made("label", "choice-tick");
  const input = made("input");
  Object.assign(input, { type: "checkbox", name, checked: value });
  input.onchange = () => change({ [name]: input.checked === usual ? "" : input.checked ? "true" : "false" }, drops);
  box.append(input, made("span", "", label));
  return box;
}

/** Several of a few: their words go into the address with commas between them. */
function several({ name, label, options, value, usual, drops }) {
  const box = made("fieldset", "choice-several");
  box.append(made("legend", "side-label", label));
  for (const option of options) {
    const line = made("label", "choice-tick");
    const input = made("input");
    Object.assign(input, { type: "checkbox", value: option, checked: value.includes(option) });
    input.onchange = () => {
      const chosen = [...box.querySelectorAll("input:checked")].map((each) => each.value).join();
      change({ [name]: chosen === usual ? "" : chosen || "-" }, drops);
    };
    line.append(input, made("span", "", option));
    box.append(line);
  }
  return box;
}

function link({ label, href }) {
  const anchor = made("a", "choice-link", label);
  anchor.href = href;
  return anchor;
}

function back({ label, drops }) {
  const button = made("button", "choice-back", label);
  button.type = "button";
  button.onclick = () => change({}, drops);
  return button;
}

const FIELDS = { select, search, day, tick, several, link, back };

function fieldsBox() {
  const form = made("form", "choices");
  form.onsubmit = (event) => event.preventDefault();
  return form;
}

function fieldsTold(form, { choices }) {
  const focused = form.contains(document.activeElement) ? document.activeElement.name : "";
  form.replaceChildren(...choices.map((each) => FIELDS[each.kind](each)));
  if (focused) form.elements.namedItem(focused)?.focus?.();
}

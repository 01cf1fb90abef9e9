// Streamlit's file box speaks English and has no setting for it: its words are replaced where they stand.
//
// Only the text of its own nodes is changed, never the nodes, so that Streamlit goes on finding them.
// What is wrong with a file it says only to a mouse that rests on it: here it is said for everybody to read.

const WORDS = [
  [/^Upload$/, () => "选择文件"],
  [/^([0-9.]+) ?([KMG]?B) per file.*$/, (found) => `也可以把文件拖到这里，每个不超过 ${found[1]} ${found[2]}`],
  [/^Drag and drop .*$/, () => "松开鼠标，交这个文件"],
  [/^Error: ?$/, () => "没有读取："],
];
const FAULTS = [
  [/^File must be ([0-9.]+?)(?:\.0)? ?([KMG]?B) or smaller\.?$/, (found) =>
    `文件超过 ${found[1]} ${found[2]}，没有读取。请分成几个文件，分别导入。`],
  [/^.* files are not allowed\.?$/, () => "这种文件不能导入，请另存为 Excel 或 CSV 后再选。"],
  [/^(Request failed|Network Error|AxiosError).*$/i, () => "文件没有传上来，请检查网络后再选一次。"],
];
const LABELS = [
  [/^Add files$/, "换一个文件"],
  [/^Remove .*$/, "去掉这个文件"],
];

function matched(list, text) {
  for (const [pattern, words] of list) {
    const found = text.trim().match(pattern);
    if (found) return words(found);
  }
  return null;
}

// The faults that a box tells of, after its words have been replaced.
function translate(box, told) {
  const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const faults = [];
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    const fault = matched(FAULTS, node.nodeValue);
    if (fault) told.add(fault);
    const words = fault ?? matched(WORDS, node.nodeValue);
    if (words) node.nodeValue = words;
    faults.push(...[...told].filter((each) => node.nodeValue.includes(each)));
  }
  for (const element of box.querySelectorAll("[aria-label]")) {
    const match = LABELS.find(([pattern]) => pattern.test(element.getAttribute("aria-label")));
    if (match) element.setAttribute("aria-label", match[1]);
  }
  // A part that has a name of its own is no mere decoration.
  for (const part of box.querySelectorAll("[role=presentation][aria-label]")) part.setAttribute("role", "group");
  return faults;
}

export default function ({ parentElement }) {
  const page = parentElement.closest("[data-testid=stMain]") ?? document.body;
  const line = parentElement.querySelector(".file-fault") ?? parentElement.appendChild(document.createElement("p"));
  line.className = "file-fault";
  line.setAttribute("role", "alert");
  const told = new Set();
  const all = () => {
    const boxes = [...page.querySelectorAll("[data-testid=stFileUploader]")];
    const words = [...new Set(boxes.flatMap((box) => translate(box, told)))].join("");
    if (line.textContent !== words) line.textContent = words;
  };
  const watch = new MutationObserver(all);
  watch.observe(page, { childList: true, characterData: true, subtree: true });
  all();
  return () => watch.disconnect();
}

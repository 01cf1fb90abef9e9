// Streamlit's file box speaks English and has no setting for it: its words are replaced where they stand.
//
// Only the text of its own nodes is changed, never the nodes, so that Streamlit goes on finding them.

const WORDS = [
  [/^Upload$/, () => "选择文件"],
  [/^([0-9.]+) ?([KMG]?B) per file.*$/, (found) => `也可以把文件拖到这里，每个不超过 ${found[1]} ${found[2]}`],
  [/^Drag and drop .*$/, () => "松开鼠标，交这个文件"],
  [/^File must be (.+) or smaller\.?$/, (found) => `文件超过 ${found[1]}，没有读取`],
  [/^.* files are not allowed\.?$/, () => "这种文件不能导入"],
  [/^(Request failed|Network Error|AxiosError).*$/i, () => "文件没有传上来，请再试一次"],
];
const LABELS = [
  [/^Add files$/, "再选一个文件"],
  [/^Remove .*$/, "去掉这个文件"],
];

function said(text) {
  for (const [pattern, words] of WORDS) {
    const found = text.trim().match(pattern);
    if (found) return words(found);
  }
  return null;
}

function translate(box) {
  const nodes = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const words = said(nodes.currentNode.nodeValue);
    if (words) nodes.currentNode.nodeValue = words;
  }
  for (const element of box.querySelectorAll("[aria-label]")) {
    const match = LABELS.find(([pattern]) => pattern.test(element.getAttribute("aria-label")));
    if (match) element.setAttribute("aria-label", match[1]);
  }
}

export default function ({ parentElement }) {
  const page = parentElement.closest("[data-testid=stMain]") ?? document.body;
  const all = () => page.querySelectorAll("[data-testid=stFileUploader]").forEach(translate);
  const watch = new MutationObserver(all);
  watch.observe(page, { childList: true, characterData: true, subtree: true });
  all();
  return () => watch.disconnect();
}

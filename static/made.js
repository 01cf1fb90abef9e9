// The one way in which elements of ours make elements: what they say is put in as text, never as markup.

function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

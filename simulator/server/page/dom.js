// Elements by hand: every text is set with textContent, so that a prompt may hold anything.
export function make(name, given = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") made.textContent = value;
    else if (key === "test") made.dataset.testid = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
}

export function button(words, test, act, given = {}) {
  return make("button", { type: "button", text: words, test, onclick: act, ...given });
}

// Change only what is different: a text that a screen reader has read stays as it is.
export function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

export function show(node, seen) {
  if (node.hidden === seen) node.hidden = !seen;
}

// Rows of a list by their keys: those that stay are not touched but by `change`, so focus and scroll stay too.
export function rows(list, items, keyOf, create, change = () => {}) {
  const known = list.known || (list.known = new Map());
  const wanted = new Set();
  let before = null;
  for (const item of items) {
    const key = keyOf(item);
    wanted.add(key);
    let node = known.get(key);
    if (!node) known.set(key, (node = create(item)));
    change(node, item);
    const place = before ? before.nextSibling : list.firstChild;
    if (place !== node) list.insertBefore(node, place);
    before = node;
  }
  for (const [key, node] of known) {
    if (wanted.has(key)) continue;
    node.remove();
    known.delete(key);
  }
}

export function field(label, given) {
  const input = make("input", { autocomplete: "off", spellcheck: "false", ...given });
  return { input, node: make("label", { class: "field" }, make("span", { text: label }), input) };
}

export function download(name, text, media) {
  const url = URL.createObjectURL(new Blob([text], { type: media }));
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

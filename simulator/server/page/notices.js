// What is to be told once: it stays until it is put away. `more` is folded under `name`.
import { button, make } from "./dom.js";

const MOST = 5;

export function notice(words, more = "", name = "what is wrong") {
  const box = document.getElementById("notices");
  const node = make("div", { class: "notice" }, make("p", { text: words, dir: "auto" }),
    more ? make("details", {}, make("summary", { text: name, test: "notice-more" }), make("pre", { text: more, tabindex: "0" })) : null);
  node.append(button("Close", "close-notice", () => node.remove(), { "aria-label": "close this notice" }));
  box.append(node);
  while (box.children.length > MOST) box.firstChild.remove();
}

// What is said, as captions: what was, and what is being said with how far it has come.
import { make, rows, say, show } from "./dom.js";
import { after, now, on, state } from "./store.js";
import { language } from "./words.js";

const KEPT = 40;

export function build() {
  const past = make("ol", { class: "past", "aria-label": "said before", tabindex: "0", test: "said" });
  const current = make("p", { class: "caption", dir: "auto", test: "caption" });
  const bar = make("progress", { class: "said", max: "1", "aria-label": "how far it has been said" });
  const box = make("div", { class: "captions", "aria-live": "polite" }, current);
  const toEnd = () => { past.scrollTop = past.scrollHeight; };
  on("trace", () => {
    const found = captions();
    const last = found.pop();
    rows(past, found.slice(-KEPT), (one) => one.number, create);
    tell(current, last);
    after(toEnd);
  });
  const tick = () => {
    const says = state.phone && state.phone.says;
    show(bar, Boolean(says));
    if (says) bar.value = Math.min(1, Math.max(0, (now() - says.at) / Math.max(1, says.until - says.at)));
    current.classList.toggle("over", !says);
  };
  on("phone", tick);
  return { node: make("div", { class: "speech" }, past, box, bar), tick };
}

function captions() {
  const found = [];
  state.trace.forEach((event, number) => {
    if (event.event === "heard") found.push({ ...event, number });
  });
  return found;
}

function tell(node, heard) {
  const words = heard ? heard.text ?? heard.fileUrl ?? "" : "";
  const spoken = heard && heard.text !== undefined ? language(heard.voice) : "";
  if (node.lang !== spoken) node.lang = spoken;
  node.dataset.part = heard ? heard.part : "";
  say(node, heard && heard.text === undefined ? `♪ ${words}` : words);
}

function create(heard) {
  const node = make("li", { dir: "auto" });
  tell(node, heard);
  return node;
}

// The timers that run, counted down: how long they are is what the server says.
import { make, rows, say } from "./dom.js";
import { now, on, state } from "./store.js";
import { seconds } from "./words.js";

const NAMES = { digitTimeout: "next key", overallTimeout: "whole entry" };

export function build() {
  const list = make("ul", { class: "timers", test: "timers", "aria-label": "timers" });
  const begun = new Map();
  const tick = () => {
    const timers = state.phone ? state.phone.timers : [];
    const at = now();
    rows(list, timers, (one) => one.timer, create, (node, one) => change(node, one, at, begun));
  };
  on("phone", tick);
  return { node: list, tick };
}

function create(one) {
  return make("li", { test: `timer-${one.timer}` }, make("span", { text: NAMES[one.timer] || one.timer }),
    make("meter", { min: "0", max: "1", "aria-label": `${NAMES[one.timer] || one.timer}: time left` }), make("b"));
}

function change(node, one, at, begun) {
  const [, meter, left] = node.children;
  const known = begun.get(one.timer);
  if (!known || known.due !== one.at) begun.set(one.timer, { due: one.at, from: at });
  const { due, from } = begun.get(one.timer);
  const rest = Math.max(0, due - at);
  meter.value = rest / Math.max(1, due - from);
  say(left, seconds(rest));
}

// The calls, live and past, the newest first; a search narrows them.
import { make, rows, say, show } from "./dom.js";
import { on, state } from "./store.js";
import { short } from "./words.js";

const MOST = 300;
let filter = "";

export function build(pane) {
  const search = make("input", { type: "search", placeholder: "search calls", "aria-label": "search calls",
    test: "search-calls", oninput: (event) => { filter = event.target.value.toLowerCase(); draw(); } });
  const count = make("p", { class: "soft count", test: "count", role: "status" });
  const none = make("p", { class: "soft", text: "No call yet. Start the flow, or let a program post one." });
  const list = make("ul", { class: "calls", test: "calls" });
  pane.append(make("h2", { text: "Calls" }), search, count, none, list);
  const draw = () => {
    state.anew = false;
    state.fresh.clear();
    const found = state.order.filter(wanted);
    say(count, words(found.length));
    show(none, state.order.length === 0);
    rows(list, found.slice(0, MOST), (id) => id, create, change);
  };
  on("sessions", () => {
    if (state.anew || filter) draw();
    for (const id of state.fresh) if (list.known.has(id)) change(list.known.get(id), id);
    state.fresh.clear();
  });
  on("selected", draw);
}

function words(found) {
  const all = state.sessions.size;
  const live = [...state.sessions.values()].filter((one) => !one.over).length;
  const shown = filter ? `${found} of ${all}` : `${all} ${all === 1 ? "call" : "calls"}`;
  return `${shown}, ${live} live${found > MOST ? `; the newest ${MOST} are listed` : ""}`;
}

function wanted(id) {
  const row = state.sessions.get(id);
  return row && (!filter || `${row.id} ${row.number} ${row.phase} ${row.status} ${row.account}`.toLowerCase().includes(filter));
}

function create(id) {
  const link = make("a", { href: `#/session/${id}`, test: `call-${id}` },
    make("span", { class: "way", "aria-hidden": "true" }),
    make("span", { class: "number", dir: "auto" }), make("span", { class: "phase" }), make("span", { class: "id soft", text: short(id) }));
  return make("li", {}, link);
}

function change(node, id) {
  const row = state.sessions.get(id);
  const [way, number, phase] = node.firstChild.children;
  say(way, row.inbound ? "←" : "→");
  say(number, row.number || "a stored call flow");
  say(phase, row.phase);
  const kind = row.status === "LIVE" ? "live" : row.status === "COMPLETED" ? "done" : "bad";
  if (phase.dataset.kind !== kind) phase.dataset.kind = kind;
  const current = id === state.selected ? "true" : null;
  if (node.firstChild.getAttribute("aria-current") === current) return;
  if (current) node.firstChild.setAttribute("aria-current", current);
  else node.firstChild.removeAttribute("aria-current");
}

// The call before or after the one that is selected, as it is listed.
export function neighbour(step) {
  const found = state.order.filter(wanted);
  const place = found.indexOf(state.selected);
  return found[place < 0 ? 0 : Math.min(found.length - 1, Math.max(0, place + step))];
}

// Beginning a call: the flow of the server, or a call that comes in to any number.
import { act, look } from "./api.js";
import { button, field, make, say, show } from "./dom.js";
import { onKey } from "./keyboard.js";
import { notice } from "./notices.js";
import { on, state } from "./store.js";

export function build(box) {
  const start = button("Start", "start", begin, { class: "main", "aria-keyshortcuts": "s" });
  const call = button("Call in", "call-in", () => open(), { "aria-keyshortcuts": "c" });
  const { dialog, open } = incoming();
  const place = places();
  const there = button("Begin at", "begin-at", place.open, { "aria-keyshortcuts": "p" });
  show(start, false);
  show(there, false);
  box.append(start, there, call);
  document.body.append(dialog, place.dialog);
  onKey("s", "start the flow", begin);
  onKey("p", "begin at a place of the flow", () => { if (!there.hidden) place.open(); });
  onKey("c", "let a call come in", open);
  on("about", () => {
    const flow = state.about && state.about.flow;
    say(document.getElementById("flow"), flow ? flow.name : "no flow of its own: programs post theirs");
    show(start, Boolean(flow));
    show(there, Boolean(flow));
  });
}

async function begin() {
  if (!state.about || !state.about.flow) return;
  const came = await act("/_sim/start", { manual: true }, true);
  if (came.ok) location.hash = `#/session/${came.data.sessionId}`;
  else if (!(came.data?.statusCode < 0)) notice(came.words);  // what the platform refuses is an event, with the reasons
}

function incoming() {
  const from = field("from", { required: true, value: "+6591234567", test: "from", inputmode: "tel", pattern: "anonymous|\\+?[0-9]{3,15}" });
  const to = field("to", { required: true, value: "+6562345678", test: "to", inputmode: "tel", pattern: "\\+?[0-9]{3,15}" });
  const form = make("form", { method: "dialog", onsubmit: (event) => call(event, dialog, from.input.value, to.input.value) },
    make("h2", { text: "A call comes in", id: "comes-in" }), from.node, to.node,
    make("div", { class: "row" }, make("button", { type: "submit", class: "main", text: "Call", test: "call-now" }), button("Cancel", "call-cancel", () => dialog.close())));
  const dialog = make("dialog", { "aria-labelledby": "comes-in" }, form);
  const open = () => {
    const inbound = state.about && state.about.flow && state.about.flow.inbound;
    if (inbound) Object.assign(from.input, { value: inbound.from }) && Object.assign(to.input, { value: inbound.to });
    dialog.showModal();
  };
  return { dialog, open };
}

async function call(event, dialog, from, to) {
  event.preventDefault();
  dialog.close();
  const came = await act("/_sim/calls", { from, to, manual: true });
  if (came.ok) location.hash = `#/session/${came.data.sessionId}`;
}

// The places of the flow where keys are asked for, as exploration finds them.
function places() {
  const list = make("div", { class: "places", test: "places" });
  const told = make("p", { class: "soft", role: "status" });
  const dialog = make("dialog", { "aria-labelledby": "begins-at" }, make("h2", { text: "Begin at a place", id: "begins-at" }), told, list,
    button("Cancel", "places-cancel", () => dialog.close()));
  const begin = async (id) => {
    dialog.close();
    const came = await act("/_sim/places", { place: id });
    if (came.ok) location.hash = `#/session/${came.data.sessionId}`;
  };
  const open = async () => {
    list.replaceChildren();
    say(told, "The flow is explored…");
    dialog.showModal();
    const came = await look("/_sim/places");
    say(told, came.ok ? `${came.data.places.length} places` : came.words);
    if (!came.ok || !dialog.open) return;
    list.replaceChildren(...came.data.places.map((one) => row(one, begin)));
    if (list.firstChild) list.firstChild.focus();
  };
  return { dialog, open };
}

function row(one, begin) {
  const where = [one.clientActionId, one.action, one.past, `${one.keys} ${one.keys === 1 ? "key" : "keys"}`].filter(Boolean).join(", ");
  return make("button", { type: "button", test: `place-${one.id}`, onclick: () => begin(one.id) },
    make("span", { text: one.words, dir: "auto" }), make("small", { text: where }));
}

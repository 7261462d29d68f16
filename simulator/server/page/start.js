// Beginning a call: the flow of the server, or a call that comes in to any number.
import { act } from "./api.js";
import { button, field, make, say, show } from "./dom.js";
import { onKey } from "./keyboard.js";
import { on, state } from "./store.js";

export function build(box) {
  const start = button("Start", "start", begin, { class: "main", "aria-keyshortcuts": "s" });
  const call = button("Call in", "call-in", () => open(), { "aria-keyshortcuts": "c" });
  const { dialog, open } = incoming();
  box.append(start, call);
  document.body.append(dialog);
  onKey("s", "start the flow", begin);
  onKey("c", "let a call come in", open);
  on("about", () => {
    const flow = state.about && state.about.flow;
    say(document.getElementById("flow"), flow ? flow.name : "no flow of its own: programs post theirs");
    show(start, Boolean(flow));
  });
}

async function begin() {
  if (!state.about || !state.about.flow) return;
  const came = await act("/_sim/start", { manual: true });
  if (came.ok) location.hash = `#/session/${came.data.sessionId}`;
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

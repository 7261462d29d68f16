// The webhooks of the call: what was sent, what was answered, how long it took, and what is to be said of it.
import { give } from "./actions.js";
import { at, latest, look, soon } from "./api.js";
import { button, make, rows, say } from "./dom.js";
import { on, state } from "./store.js";
import { seconds } from "./words.js";

const BATCH = 100;
let hooks = [];
let filter = "";

export function build(panel) {
  const list = make("ul", { class: "hooks", test: "webhooks" });
  const none = make("p", { class: "soft", role: "status" });
  const search = make("input", { type: "search", placeholder: "search the webhooks", "aria-label": "search the webhooks", test: "search-webhooks",
    oninput: () => { filter = search.value.toLowerCase(); draw(); } });
  const draw = () => {
    const found = hooks.filter((one) => !filter || JSON.stringify(one).toLowerCase().includes(filter));
    say(none, hooks.length ? (filter ? `${found.length} of ${hooks.length}` : "") : "No webhook yet.");
    rows(list, found, (one) => one.key, create, change);
  };
  const fetched = latest(({ id, came }) => {
    if (!came.ok || id !== state.selected) return;
    hooks = came.data.webhooks.map((one, number) => ({ ...one, key: `${id}-${number}` }));
    draw();
  });
  const plan = soon(() => { if (state.selected) fetched(asked(state.selected)); }, BATCH);
  const update = () => { if (!panel.hidden) plan(); };
  panel.append(search, none, list);
  on("selected", () => { hooks = []; draw(); update(); });
  on("webhooks", update);
  on("trace", update);
  return update;
}

const asked = async (id) => ({ id, came: await look(at(id)) });

function create(one) {
  const copy = button("Copy as curl", "copy-webhook", () => give(node.curl));
  const node = make("details", {}, make("summary", { test: "hook" }, make("b", { text: one.type }), make("span", { class: "about" }),
    make("span", { class: "came" }), make("time", { text: seconds(one.at) })),
  make("p", { class: "soft where", dir: "auto" }), make("ul", { class: "findings" }), copy,
  make("h3", { text: "Request" }), code("request"), make("h3", { text: "Answer" }), code("answer"));
  return make("li", { "data-type": one.type }, node);
}

const code = (name) => make("pre", { tabindex: "0", role: "group", "aria-label": name, test: `hook-${name}` });

function change(item, one) {
  const node = item.firstChild;
  const said = `${one.done}${one.httpStatus}${one.why}${one.tries}`;
  if (node.said === said) return;
  node.said = said;
  node.curl = curl(one);
  const payload = one.body.payload || {};
  say(node.querySelector(".about"), payload.callStatus || payload.sessionStatus || payload.status || "");
  say(node.querySelector(".came"), outcome(one));
  item.dataset.kind = !one.done ? "live" : one.why || one.findings.length ? "bad" : "done";
  say(node.querySelector(".where"), `${one.url || "answered by the flow of this server"}${one.tries > 1 ? `, posted ${one.tries} times` : ""}`);
  node.querySelector(".findings").replaceChildren(...one.findings.map((found) => make("li", { text: `${found.message} at ${found.path} [${found.code}]` })),
    ...(one.why ? [make("li", { text: one.why })] : []));
  const [request, answer] = node.querySelectorAll("pre");
  say(request, JSON.stringify(one.body, null, 2));
  say(answer, pretty(one.answer));
}

function outcome(one) {
  if (!one.done) return "on its way";
  const came = one.httpStatus === null ? (one.url ? "no answer" : "by the flow") : one.httpStatus;
  return one.url ? `${came} in ${one.ms} ms` : String(came);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text || "nothing";
  }
}

// A header that is sent is not known here, and so not copied.
function curl(one) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  return `curl -X POST ${quoted(one.url || "http://127.0.0.1/")} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(one.body))}`;
}

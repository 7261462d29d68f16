// What happened, in the server's words; a search or a place of the diagram narrows it.
import { at, latest, look, soon } from "./api.js";
import { make, rows, say } from "./dom.js";
import { after, on, state, touch } from "./store.js";
import { seconds } from "./words.js";

const BATCH = 150;
let told = [];
let filter = "";
let search = null;

export function build(panel) {
  const list = make("ol", { class: "lines", test: "timeline" });
  const count = make("p", { class: "soft", role: "status", test: "lines" });
  search = make("input", { type: "search", placeholder: "search the timeline", "aria-label": "search the timeline", test: "search-timeline",
    oninput: () => { filter = search.value; draw(); } });
  const draw = () => {
    const wanted = filter.toLowerCase();
    const found = told.filter(({ line, place }) => `${place} ${line.who} ${line.what}`.toLowerCase().includes(wanted));
    const bottom = panel.scrollTop + panel.clientHeight >= panel.scrollHeight - 30;
    rows(list, found, (one) => one.number, create);
    say(count, filter ? `${found.length} of ${told.length} lines` : "");
    if (bottom && state.phone && state.phone.status === "LIVE") after(toEnd);
  };
  const toEnd = () => { panel.scrollTop = panel.scrollHeight; };
  const fetched = latest(({ id, came }) => {
    if (!came.ok || id !== state.selected) return;
    told = placed(came.data.lines);
    draw();
  });
  const plan = soon(() => { if (state.selected) fetched(asked(state.selected)); }, BATCH);
  const update = () => { if (!panel.hidden) plan(); };
  panel.append(search, count, list);
  on("selected", () => { told = []; list.known = new Map(); list.replaceChildren(); update(); });
  on("trace", update);
  on("narrowed", () => { search.value = filter; draw(); });
  return update;
}

// Show only what happened at a place of the diagram; once more shows all.
export function narrow(place) {
  filter = filter === place ? "" : place;
  touch("narrowed");
}

const asked = async (id) => ({ id, came: await look(at(id, "timeline")) });

export const narrowed = () => filter;

// Each line with the place at which it happened.
function placed(lines) {
  let place = "";
  return lines.map((line, number) => {
    if (line.who === "state") place = line.what;
    return { line, number, place };
  });
}

function create({ line }) {
  return make("li", { "data-who": line.who }, make("time", { text: seconds(line.at) }), make("b", { text: line.who }),
    make("span", { text: line.what, dir: "auto" }));
}

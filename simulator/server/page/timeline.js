// What happened, in the server's words; a search or a place of the diagram narrows it.
import { at, look } from "./api.js";
import { make, rows, say } from "./dom.js";
import { on, state, touch } from "./store.js";
import { seconds } from "./words.js";

const BATCH = 150;
let told = [];
let filter = "";
let search = null;
let asking = 0;

export function build(panel) {
  const list = make("ol", { class: "lines", test: "timeline" });
  const count = make("p", { class: "soft", role: "status", test: "lines" });
  search = make("input", { type: "search", placeholder: "search the timeline", "aria-label": "search the timeline", test: "search-timeline",
    oninput: () => { filter = search.value.toLowerCase(); draw(); } });
  const draw = () => {
    const found = told.filter(({ line, place }) => !filter || `${place} ${line.who} ${line.what}`.toLowerCase().includes(filter));
    const bottom = panel.scrollTop + panel.clientHeight >= panel.scrollHeight - 30;
    rows(list, found, (one) => one.number, create);
    say(count, filter ? `${found.length} of ${told.length} lines` : "");
    if (bottom && state.phone && state.phone.status === "LIVE") panel.scrollTop = panel.scrollHeight;
  };
  const update = () => { if (!panel.hidden) plan(draw); };
  panel.append(search, count, list);
  on("selected", () => { told = []; list.known = new Map(); list.replaceChildren(); update(); });
  on("trace", update);
  on("narrowed", () => { search.value = filter; draw(); });
  return update;
}

// Show only what happened at a place of the diagram; once more shows all.
export function narrow(place) {
  filter = filter === place.toLowerCase() ? "" : place.toLowerCase();
  touch("narrowed");
}

function plan(draw) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const id = state.selected;
    if (!id) return;
    const came = await look(at(id, "timeline"));
    if (!came.ok || id !== state.selected) return;
    let place = "";
    told = came.data.lines.map((line, number) => {
      if (line.who === "state") place = line.what;
      return { line, number, place };
    });
    draw();
  }, BATCH);
}

function create({ line }) {
  return make("li", { "data-who": line.who }, make("time", { text: seconds(line.at) }), make("b", { text: line.who }),
    make("span", { text: line.what, dir: "auto" }));
}

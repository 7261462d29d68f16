// The lists of the call, each drawn once by the server; the way that was taken and the present place are classes.
import { at, look } from "./api.js";
import { button, make, say, show } from "./dom.js";
import { after, on, state, touch } from "./store.js";
import { narrow, narrowed } from "./timeline.js";

const SVG = "http://www.w3.org/2000/svg";
const SMALLEST = 0.1;
const LARGEST = 3;
const drawn = new Map();
let shown = "";
let scale = 0;
let styled = false;
let asking = false;
// What pulses lies over the drawing: to draw all of it anew for each picture takes longer than a picture may.
const pulse = make("div", { class: "pulse", "aria-hidden": "true" });

export function build(panel) {
  const title = make("p", { class: "soft", test: "list", dir: "auto" });
  const box = make("div", { class: "draw", role: "group", "aria-label": "diagram; Enter narrows the timeline to the present place", tabindex: "0", test: "diagram",
    onkeydown: ({ key }) => { if (key === "Enter") narrow((drawn.get(shown) || {}).here || ""); } });
  const tools = make("div", { class: "row tools" }, button("−", "zoom-out", () => zoom(box, 0.8), { "aria-label": "zoom out" }),
    button("+", "zoom-in", () => zoom(box, 1.25), { "aria-label": "zoom in" }),
    button("Whole", "zoom-whole", () => whole(box)), title);
  panel.append(tools, box);
  new ResizeObserver(() => { if (box.clientWidth) fit(box); }).observe(box);
  const update = () => { if (!panel.hidden) draw(box, title); };
  on("selected", () => { drawn.clear(); shown = ""; box.replaceChildren(); update(); });
  on("trace", update);
  on("narrowed", update);
  return update;
}

// The states that were passed, by the list in which they are.
function ways() {
  const found = new Map();
  let way = [];
  let digest = "";
  for (const event of state.trace) {
    if (event.event === "began") {
      digest = event.digest;
      if (!found.has(digest)) found.set(digest, []);
      way = found.get(digest);
      way.push(null, event.state);
    } else if (event.event === "moved") way.push(event.state);
  }
  return { found, digest };
}

function draw(box, title) {
  const { found, digest } = ways();
  if (!digest) {
    say(title, state.selected ? "Nothing runs yet: it is drawn once the call is answered." : "");
    return;
  }
  if (!drawn.has(digest)) {
    ask(digest);
    return;
  }
  const list = drawn.get(digest);
  if (shown !== digest) {
    shown = digest;
    box.replaceChildren(list.node, pulse);
    show(pulse, false);
    fit(box);
  }
  say(title, narrowed() ? `${list.title}; the timeline shows ${narrowed()} alone` : list.title);
  if (list.nodes) light(list, found.get(digest) || [], box);
}

// What has happened meanwhile, and another call that was chosen, are drawn as soon as the answer is there.
async function ask(digest) {
  if (asking) return;
  asking = true;
  const id = state.selected;
  const came = await look(at(id, "diagram"));
  asking = false;
  const mine = id === state.selected;
  if (mine && came.ok) for (const list of came.data.lists) if (!drawn.has(list.digest)) drawn.set(list.digest, made(list));
  const now = ways().digest;
  if (!mine || now !== digest || drawn.has(now)) touch("trace");
}

function made(list) {
  if (!list.svg) return { title: `${list.title} (a drawing needs the extra svg)`, node: make("pre", { text: list.text }) };
  const svg = document.importNode(new DOMParser().parseFromString(dressed(list.svg), "image/svg+xml").documentElement, true);
  const nodes = new Map();
  for (const node of svg.querySelectorAll("g.node")) {
    const name = node.querySelector("title").textContent;
    nodes.set(name, { node, on: "" });
    node.addEventListener("click", () => narrow(name));
  }
  const shapes = [...svg.querySelectorAll("g.edge")];
  const edges = new Map();
  list.edges.forEach(([source, dest], number) => edges.set(`${source}\n${dest}`,
    { shapes: [shapes[number], shapes[number + list.edges.length]], on: "" }));
  return { title: list.title, node: svg, nodes, edges };
}

// The page's policy lets no style stand in a drawing: that of the first one is taken for all.
function dressed(text) {
  return text.replace(/<style>([^<]*)<\/style>/, (_, rules) => {
    if (!styled) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      styled = true;
    }
    return "";
  });
}

function light(list, way, box) {
  const here = way[way.length - 1];
  const passed = new Set(way);
  for (const [name, one] of list.nodes) mark(one, [one.node], passed.has(name), name === here);
  const steps = new Set(way.map((name, place) => `${way[place - 1]}\n${name}`));
  for (const [name, one] of list.edges) mark(one, one.shapes, steps.has(name), false);
  if (list.here !== here) after(() => follow(box, true));
  list.here = here;
}

function mark(one, shapes, passed, here) {
  const value = `${passed}${here}`;
  if (one.on === value) return;
  one.on = value;
  for (const shape of shapes) {
    shape.classList.toggle("passed", passed);
    shape.classList.toggle("here", here);
  }
}

// Where the call is now pulses, and comes into sight where it was moved to.
function follow(box, moved) {
  const list = drawn.get(shown);
  const now = list && list.nodes && list.nodes.get(list.here);
  show(pulse, Boolean(now));
  if (!now) return;
  const place = now.node.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  const left = place.left - frame.left + box.scrollLeft - box.clientLeft;
  const top = place.top - frame.top + box.scrollTop - box.clientTop;
  Object.assign(pulse.style, { left: `${left}px`, top: `${top}px`, width: `${place.width}px`, height: `${place.height}px` });
  if (!moved || !frame.width || inside(place, frame)) return;
  box.scrollTo(left + place.width / 2 - frame.width / 2, top + place.height / 2 - frame.height / 2);
}

const inside = (place, frame) => place.left >= frame.left && place.right <= frame.right && place.top >= frame.top && place.bottom <= frame.bottom;

const svgOf = (box) => box.getElementsByTagNameNS(SVG, "svg")[0];

// All of it, however small.
function whole(box) {
  const svg = svgOf(box);
  if (!svg) return;
  const { width, height } = svg.viewBox.baseVal;
  scale = Math.min(reading(), box.clientWidth / width, box.clientHeight / height);
  fit(box);
}

function zoom(box, factor) {
  const svg = svgOf(box);
  if (!svg) return;
  const now = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  scale = Math.min(LARGEST, Math.max(SMALLEST, now * factor));
  fit(box);
}

// How large the text of the page is, of what it is at a desk.
const reading = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

// As wide as the panel where that can still be read and is no larger than the page's own text, else as was chosen.
function fit(box) {
  const svg = svgOf(box);
  if (!svg) return;
  const { width, height } = svg.viewBox.baseVal;
  const text = reading();
  const chosen = scale || Math.min(text, Math.max(box.clientWidth / width || 1, 0.6 * text));
  svg.setAttribute("width", Math.round(width * chosen));
  svg.setAttribute("height", Math.round(height * chosen));
  follow(box, false);
}

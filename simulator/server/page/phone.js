// The phone of the call that is selected: who rings, what is said, the pad, the timers, what was captured.
import { act, at } from "./api.js";
import { build as buildCaptions } from "./captions.js";
import { button, make, rows, say, show } from "./dom.js";
import { KEYS, RARE, padButtons } from "./pad.js";
import { tone } from "./sound.js";
import { now, on, state } from "./store.js";
import { build as buildTimers } from "./timers.js";
import { clock } from "./words.js";

const ACTS = [
  ["answer", "Answer", "Enter"], ["decline", "Decline", ""], ["busy", "Busy", ""],
  ["hangup", "Hang up", "Escape"], ["release", "Far end hangs up", ""],
];
const TICK = 100;
const FLASH = 250;

export const can = (what) => Boolean(state.phone && state.phone.can.includes(what));

export function does(what) {
  if (can(what)) act(at(state.selected, what));
}

export function press(key) {
  if (!can("press")) return;
  tone(key);
  for (const one of document.querySelectorAll(`#phone button[data-key="${CSS.escape(key)}"]`)) flash(one);
  act(at(state.selected, "press"), { keys: key });
}

function flash(node) {
  node.classList.remove("pressed");
  requestAnimationFrame(() => node.classList.add("pressed"));
  setTimeout(() => node.classList.remove("pressed"), FLASH);  // no animation ends where motion is reduced
}

export function build(pane) {
  const number = make("h2", { class: "who", dir: "auto", test: "number" });
  const status = make("p", { class: "status", role: "status", test: "status" });
  const time = make("p", { class: "time soft", test: "time" });
  const captions = buildCaptions();
  const timers = buildTimers();
  const entry = make("output", { class: "entry", test: "entry", "aria-label": "keys of this entry" });
  const captured = make("ul", { class: "captured", test: "captured", "aria-label": "captured" });
  const pad = make("div", { class: "pad", role: "group", "aria-label": "keys" }, ...padButtons(KEYS, press));
  const rare = make("details", { class: "rare" }, make("summary", { text: "A to D", test: "rare" }),
    make("div", { class: "pad four", role: "group", "aria-label": "keys A to D" }, ...padButtons(RARE, press)));
  const acts = ACTS.map(([what, words, key]) => button(words, what, () => does(what),
    { class: what, "aria-keyshortcuts": key || undefined }));
  const none = make("p", { class: "soft nobody", test: "nobody", text: "No call is selected. Start one, or choose one of the list." });
  const inside = make("div", { class: "handset" }, make("div", { class: "head" }, number, time), status,
    captions.node, make("div", { class: "keyed" }, entry, timers.node), make("div", { class: "acts" }, ...acts), pad, rare, captured);
  pane.append(none, inside);
  const keys = [...pad.children, ...rare.querySelectorAll("button")];
  on("selected", () => {
    show(none, !state.selected);
    show(inside, Boolean(state.selected));
  });
  on("sessions", () => head(number, status));
  on("phone", () => {
    head(number, status);
    say(entry, state.phone ? state.phone.digits || " " : " ");
    ACTS.forEach(([what], place) => { show(acts[place], can(what)); });
    for (const key of keys) usable(key, can("press"));
  });
  on("trace", () => rows(captured, entries(), (one) => one.place, chip));
  setInterval(() => {
    if (document.hidden || !state.phone) return;
    say(time, clock(now()));
    captions.tick();
    timers.tick();
  }, TICK);
}

// Not `disabled`: a button that loses the focus while a call ends leaves a person who uses the keyboard nowhere.
function usable(key, free) {
  const value = free ? "false" : "true";
  if (key.getAttribute("aria-disabled") !== value) key.setAttribute("aria-disabled", value);
}

function head(number, status) {
  const row = state.sessions.get(state.selected);
  if (!row) return;
  say(number, row.number || "a stored call flow");
  say(status, words(row));
  status.dataset.kind = row.status === "LIVE" ? "live" : row.status === "COMPLETED" ? "done" : "bad";
}

function words(row) {
  const phone = state.phone;
  if (!phone || row.status !== "LIVE") return row.status === "LIVE" ? "live" : `over: ${row.status}`;
  if (phone.legs.A === "ringing") return "ringing";
  if (phone.legs.B === "ringing") return `leg B rings: ${dialled("B")}`;
  if (phone.asking) return "the backend is asked";
  if (phone.legs.B === "up") return "bridged";
  return phone.legs.A === "machine" ? "a machine has answered" : phone.legs.A === "up" ? "connected" : "begins";
}

function dialled(leg) {
  const found = state.trace.findLast((event) => event.event === "dialled" && event.leg === leg);
  return found ? found.destination : "";
}

function entries() {
  const found = [];
  state.trace.forEach((event, place) => {
    if (event.event === "entryEnded") found.push({ ...event, place });
  });
  return found.reverse();
}

function chip(one) {
  return make("li", { "data-outcome": one.outcome }, make("code", { text: one.digits || "no key" }),
    make("span", { text: ` ${one.outcome}` }), make("span", { class: "soft", text: ` ${one.state}` }));
}

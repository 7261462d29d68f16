// What the page knows, and who is told when it changes. It is changed by events and answers of the server alone.
import { phase } from "./words.js";

export const state = {
  link: "connecting", about: null, life: "",
  sessions: new Map(), order: [], live: 0,
  fresh: new Set(), anew: true,
  selected: "", whole: null, trace: [], upTo: 0, waiting: [], phone: null, phoneSeen: 0, phoneUpTo: 0,
};

const listeners = new Map();
const heard = [];
const changed = new Set();
let numbers = [];
let planned = false;
const settled = new Set();

export function on(topic, act) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(act);
}

// Told at once, and not with the next picture: a page that is not seen has none.
export const onEvent = (act) => heard.push(act);

export function touch(...topics) {
  for (const topic of topics) changed.add(topic);
  if (planned) return;
  planned = true;
  requestAnimationFrame(paint);
}

// What reads where things are is done behind the picture: between changes each look lays the whole page out anew.
export function after(act) {
  if (!settled.size) setTimeout(settle);
  settled.add(act);
}

function settle() {
  const acts = [...settled];
  settled.clear();
  for (const act of acts) act();
}

function paint() {
  planned = false;
  const topics = [...changed];
  const painted = numbers;
  changed.clear();
  numbers = [];
  for (const topic of topics) for (const act of listeners.get(topic) || []) act(state);
  document.dispatchEvent(new CustomEvent("painted", { detail: { events: painted, phone: state.phoneUpTo } }));
}

export function begin(list, upTo) {
  state.sessions = new Map(list.map((one) => [one.sessionId, summary(one)]));
  state.order = list.map((one) => one.sessionId);
  state.upTo = upTo;
  state.phoneUpTo = 0;  // another life of the server counts anew
  listed();
}

// A row of the list is another; without an id there are other rows.
function listed(id = "") {
  if (id) state.fresh.add(id);
  else state.anew = true;
  touch("sessions");
}

const summary = (one) => ({
  id: one.sessionId, number: (one.direction === "INBOUND" ? one.source : one.destination) || "",
  inbound: one.direction === "INBOUND", status: one.status, phase: one.status === "LIVE" ? "live" : one.status,
  over: one.over, begun: Date.parse(one.begun), account: one.subAccountId,
});

export function select(id) {
  Object.assign(state, { selected: id, whole: null, trace: [], waiting: [], phone: null, phoneUpTo: 0 });
  touch("selected", "trace", "phone", "webhooks");
}

// The whole session has come: what has happened since is put behind it.
export function loaded(id, whole, upTo) {
  if (id !== state.selected) return;
  const later = state.waiting.filter((one) => one.number > upTo).map((one) => one.data);
  Object.assign(state, { whole, trace: [...whole.trace, ...later], waiting: [], loadedTo: upTo });
  const row = state.sessions.get(id);
  if (!row) {
    state.sessions.set(id, summary(whole));
    state.order.push(id);
    listed();
  }
  touch("selected", "trace", "webhooks", "sessions");
}

export function phoned(phone, upTo) {
  if (phone.sessionId !== state.selected || upTo < state.phoneUpTo) return;
  Object.assign(state, { phone, phoneSeen: performance.now(), phoneUpTo: upTo });
  touch("phone");
}

// The instant of the session that is selected, in ms, as it goes on since the server said it.
export function now() {
  const phone = state.phone;
  if (!phone) return 0;
  return phone.at + (phone.rate ? (performance.now() - state.phoneSeen) * phone.rate : 0);
}

const APPLY = {
  session(event, data) {
    const row = { id: data.sessionId, number: data.number, inbound: false, status: "LIVE", phase: "begins",
      over: false, begun: event.at, account: data.subAccountId };
    if (!state.sessions.has(row.id)) state.order.unshift(row.id);
    state.sessions.set(row.id, row);
    listed();
  },
  call(event, data) {
    const row = state.sessions.get(data.sessionId);
    const words = phase(data);
    if (row && words) {
      row.phase = words;
      if (data.event === "ended" || data.event === "stopped") row.status = words;
      if (data.event === "dialled" && data.leg === "A") row.inbound = data.inbound;
      listed(row.id);
    }
    if (data.sessionId !== state.selected) return;
    if (!state.whole) state.waiting.push(event);
    else if (event.number > state.loadedTo) {
      state.trace.push(data);
      touch("trace");
    }
  },
  webhook(event, data) {
    if (data.sessionId === state.selected) touch("webhooks");
  },
  over(event, data) {
    const row = state.sessions.get(data.sessionId);
    if (!row) return;
    Object.assign(row, { over: true, status: data.status, phase: data.status });
    listed();
  },
};

export function apply(event) {
  if (event.number <= state.upTo) return;
  state.upTo = event.number;
  numbers.push(event.number);
  if (APPLY[event.kind]) APPLY[event.kind](event, event.data);
  for (const act of heard) act(event.kind, event.data, event);
  touch();
}

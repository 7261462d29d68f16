// The phone page: it shows what the server says, and asks it to do what a person does. Nothing is decided here.
import { at, look, onFailed, onRefused, soon } from "./api.js";
import { build as buildCalls } from "./calls.js";
import { say } from "./dom.js";
import { listen } from "./keyboard.js";
import { signIn } from "./login.js";
import { notice } from "./notices.js";
import { build as buildPhone } from "./phone.js";
import { build as buildSide } from "./side.js";
import { busy, hush, ring, speak } from "./sound.js";
import { begin, loaded, on, onEvent, phoned, select, state, touch } from "./store.js";
import { build as buildStart } from "./start.js";
import { open } from "./stream.js";
import { named } from "./words.js";

const LISTED = 500;
const OVERDUE = 250;
const LINKS = { connecting: "connecting", live: "connected", lost: "the connection is lost: trying again", key: "a key is needed" };
let asking = false;
let stale = false;
let wanted = 0;

async function truth() {
  const about = await look("/_sim/about");
  const list = about.ok ? await look(`/_sim/sessions?limit=${LISTED}`) : about;
  if (!list.ok) {
    state.link = list.status === 401 ? "key" : "lost";
    touch("link");
    return false;
  }
  Object.assign(state, { about: about.data, life: about.data.life });
  wanted = 0;
  begin(list.data.sessions, list.upTo);
  touch("about", "clock");  // what is read anew may be of another server, or of one that began again
  if (state.selected) await load(state.selected);
  return true;
}

async function load(id) {
  const whole = await look(at(id));
  if (whole.ok) loaded(id, whole.data, whole.upTo);
  else if (whole.status === 404 && id === state.selected) {
    notice("This call is not there any more.");
    location.hash = "";
  }
  await phone();
}

// The phone as the server sees it; from then on it comes with the events, and is asked for where it does not.
async function phone() {
  if (asking) {
    stale = true;
    return;
  }
  asking = true;
  do {
    stale = false;
    const came = state.selected ? await look(at(state.selected, "phone")) : { ok: false };
    if (came.ok) shows(came.data, came.upTo);
  } while (stale);
  asking = false;
}

function shows(data, upTo) {
  phoned(data, upTo);
  rings();  // at once: a page that is not seen has no next picture
}

const overdue = soon(() => { if (state.phoneUpTo < wanted) phone(); }, OVERDUE);

function route() {
  const id = named(location.hash);
  if (id === state.selected) return;
  select(id);
  hush();
  if (id) load(id);
}

function happened(kind, data, event) {
  const mine = data.sessionId === state.selected;
  if (kind === "session" && data.held && free()) location.hash = `#/session/${data.sessionId}`;
  if (kind === "refused") notice(`A body was refused: ${data.answer.statusCode} ${data.answer.statusMessage}`, data.frames);
  if (kind === "fault" || kind === "hint") notice(data.what);
  if (kind === "clock") touch("clock");
  if (kind === "limit") notice(`A limit was reached: ${data.what}, at most ${data.most}`);
  if (!mine) return;
  if (kind === "call" || kind === "webhook") {
    wanted = event.number;
    overdue();
  }
  if (data.event === "heard") speak(data, state.phone && state.phone.rate);
  if (data.event === "interrupted" || data.event === "ended") hush();
  if (data.event === "ended" && data.status !== "COMPLETED") busy();
}

// A call of a person that begins is taken up where no other is under way.
const free = () => !state.selected || (state.sessions.get(state.selected) || { status: "" }).status !== "LIVE";

function rings() {
  const legs = state.phone ? state.phone.legs : {};
  const on = state.phone && state.phone.can.includes("answer");
  ring(Boolean(on && (legs.A === "ringing" || legs.B === "ringing")));
  document.title = on ? "☎ ringing: callflow phone" : "callflow phone";
}

function main() {
  buildCalls(document.getElementById("calls"));
  buildPhone(document.getElementById("phone"));
  buildSide(document.getElementById("side"));
  buildStart(document.getElementById("start"));
  listen();
  on("link", () => say(document.getElementById("link"), LINKS[state.link]));
  on("link", () => { document.documentElement.dataset.link = state.link; });
  on("selected", rings);
  on("clock", phone);
  onEvent(happened);
  onFailed((words) => notice(words));
  onRefused(() => signIn(() => open(truth)));
  addEventListener("hashchange", route);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) phone(); });
  touch("selected", "phone", "link", "sessions");
  route();
  open(truth, shows);
}

main();

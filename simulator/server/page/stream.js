// The events of the server, from the last that was seen on; a page that was away is told the truth again.
import { feed } from "./feed.js";
import { apply, state, touch } from "./store.js";

const AGAIN = 1000;
let truth = async () => true;
let shown = () => {};
let again = 0;
let worker = null;
let end = null;
let reading = false;

// `phone` is told what a phone shows, as of an event.
export async function open(reload, phone = shown) {
  truth = reload;
  shown = phone;
  clearTimeout(again);
  reading = true;
  const read = await truth();
  reading = false;
  if (read) connect();
  else if (state.link !== "key") again = setTimeout(open, AGAIN, reload);
}

function connect() {
  if (self.SharedWorker) {
    if (!worker) listen();
    worker.port.postMessage({ since: state.upTo, life: state.life });
    return;
  }
  if (end) end();
  end = feed(state.upTo, came);
}

function listen() {
  worker = new SharedWorker("/_sim/page/shared.js", { type: "module", name: "callflow-events" });
  worker.port.addEventListener("message", ({ data }) => came(data));
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage({ leaves: true }));
  addEventListener("pageshow", (event) => { if (event.persisted) open(truth); });
}

// Another life of the server, or something was missed: everything is read again, and then what came since.
function came(event) {
  if (reading) return;
  if (event.kind === "lost") link("lost");
  else if (event.kind === "hello") event.life === state.life && event.since <= state.upTo ? link("live") : open(truth);
  else if (event.kind === "missed") open(truth);
  else if (event.kind === "phone") shown(event.data, event.upTo);
  else {
    apply(event);
    if (event.kind === "reset" || event.kind === "import") open(truth);
  }
}

function link(now) {
  if (state.link === now) return;
  state.link = now;
  touch("link");
}

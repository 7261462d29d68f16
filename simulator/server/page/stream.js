// The events of the server, from the last that was seen on; a page that was away is told the truth again.
import { apply, state, touch } from "./store.js";

const KINDS = ["session", "call", "webhook", "over", "refused", "limit", "fault", "hint", "reset"];
const AGAIN = 1000;
let source = null;
let truth = async () => true;
let again = 0;

export async function open(reload) {
  truth = reload;
  if (await truth()) connect();
  else if (state.link !== "key") again = setTimeout(open, AGAIN, reload);
}

function connect() {
  clearTimeout(again);
  if (source) source.close();
  const mine = (source = new EventSource(`/_sim/events?since=${state.upTo}`));
  mine.addEventListener("hello", (event) => greeted(mine, JSON.parse(event.data)));
  mine.addEventListener("missed", () => anew());
  for (const kind of KINDS) mine.addEventListener(kind, (event) => came(JSON.parse(event.data)));
  mine.addEventListener("error", () => {
    link("lost");
    if (mine.readyState === EventSource.CLOSED && mine === source) again = setTimeout(connect, AGAIN);
  });
}

function greeted(mine, hello) {
  if (mine !== source) return;
  if (state.life && hello.life !== state.life) anew();
  else link("live");
}

// Another life of the server, or more was missed than it keeps: read everything again, and go on from there.
async function anew() {
  if (source) source.close();
  source = null;
  if (await truth()) connect();
  else again = setTimeout(anew, AGAIN);
}

function came(event) {
  apply(event);
  if (event.kind === "reset") anew();
}

function link(now) {
  if (state.link === now) return;
  state.link = now;
  touch("link");
}

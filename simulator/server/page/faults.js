// Faults that strike once each, at the next chance; what is still to strike is what the server says.
import { act, latest, look, soon } from "./api.js";
import { button, make, say } from "./dom.js";
import { onEvent } from "./store.js";

const FAULTS = [
  ["busy", "No capacity for the next call (-2010)", { session: -2010 }],
  ["500", "Next webhook answer: HTTP 500", { reply: { status: 500 } }],
  ["slow", "Next webhook answer: 4 s late", { reply: { delay: "4s" } }],
  ["drop", "Next webhook answer: connection dropped", { reply: { drop: true } }],
  ["broken", "Next webhook answer: no JSON", { reply: { body: "{" } }],
  ["twice", "Next webhook: delivered twice", { webhook: "twice" }],
  ["silent", "Next prompt: no speech (-2005)", { say: "failed" }],
  ["refuse", "Next request: refused with -9999", { answer: -9999 }],
];

const BATCH = 200;
const PLACES = { dial: "the next call", say: "the next prompt", playFile: "the next file", answer: "the next request" };

export function build(panel) {
  const left = make("p", { role: "status", test: "faults-left" });
  const tell = latest((came) => { if (came.ok) say(left, words(came.data)); });
  const inject = (fault) => tell(act("/_sim/faults", { faults: [fault] }));
  const buttons = FAULTS.map(([name, text, fault]) => button(text, `fault-${name}`, () => inject(fault)));
  panel.append(make("h3", { text: "Let something fail, once" }), make("div", { class: "column" }, ...buttons), left);
  const update = () => { if (!panel.hidden) tell(look("/_sim/faults")); };
  onEvent(soon(update, BATCH));  // one may have struck
  return update;
}

function words(queues) {
  const errors = queues.errors.map((one) => `${one.code} at ${PLACES[one.where] || one.where}`);
  const many = (count, what) => count && `${count} webhook ${what}${count === 1 ? "" : "s"}`;
  const found = [many(queues.replies, "answer"), queues.twice && `${queues.twice} to be delivered twice`, ...errors].filter(Boolean);
  return found.length ? `Still to strike: ${found.join(", ")}` : "Nothing is to strike.";
}

// Faults that strike once each, at the next chance; what is still to strike is what the server says.
import { act, latest, look } from "./api.js";
import { button, make, say } from "./dom.js";

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

export function build(panel) {
  const left = make("p", { role: "status", test: "faults-left" });
  const tell = latest((came) => { if (came.ok) say(left, words(came.data)); });
  const inject = (fault) => tell(act("/_sim/faults", { faults: [fault] }));
  const buttons = FAULTS.map(([name, text, fault]) => button(text, `fault-${name}`, () => inject(fault)));
  panel.append(make("h3", { text: "Let something fail, once" }), make("div", { class: "column" }, ...buttons), left);
  return () => tell(look("/_sim/faults"));
}

function words(queues) {
  const errors = queues.errors.map((one) => `${one.code} at ${one.where}`);
  const found = [queues.replies && `${queues.replies} answers`, queues.twice && `${queues.twice} twice`, ...errors].filter(Boolean);
  return found.length ? `Still to strike: ${found.join(", ")}` : "Nothing is to strike.";
}

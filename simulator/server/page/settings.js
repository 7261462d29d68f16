// The clock of the server, the sounds, and the keys of the keyboard.
import { act, latest, look } from "./api.js";
import { button, field, make, say } from "./dom.js";
import { help, keysOff, setKeysOff } from "./keyboard.js";
import { mute, muted } from "./sound.js";
import { on } from "./store.js";

const SPEEDS = ["0.5", "1", "2", "5", "60", "max"];
const MUTES = [["", "all"], ["ring", "all but the ringing"], ["all", "nothing"]];

const TICK = 250;

// Ms of the clock in each real one; as fast as can be, it goes as real time does and jumps.
const rate = ({ paused, speed }) => (paused ? 0 : speed === "max" ? 1 : Number(speed));

export function build(panel) {
  const time = make("span", { class: "now" });
  const paused = make("span", { role: "status" });
  const shown = make("p", { test: "clock" }, time, paused);
  const pause = button("Pause", "pause", () => turn({ paused: pause.dataset.paused !== "true" }));
  const speed = make("select", { test: "speed", "aria-label": "speed of the clock", onchange: () => turn({ speed: speed.value === "max" ? "max" : Number(speed.value) }) },
    ...SPEEDS.map((one) => make("option", { value: one, text: one === "max" ? "as fast as can be" : `${one} times real time` })));
  const step = field("move on by seconds", { type: "number", min: "0", step: "1", value: "5", test: "advance-by" });
  const go = button("Move on", "advance", () => turn({ advance: Math.round(Number(step.input.value) * 1000) }));
  let clock = { at: 0, rate: 0, seen: 0 };
  const tick = () => say(time, `${new Date(clock.at + (performance.now() - clock.seen) * clock.rate).toISOString().replace("T", " ").slice(0, 19)} UTC`);
  setInterval(() => { if (!panel.hidden && !document.hidden && clock.rate) tick(); }, TICK);
  const tell = latest((came) => {
    if (!came.ok) return;
    clock = { at: Date.parse(came.data.now), rate: rate(came.data), seen: performance.now() };
    tick();
    say(paused, came.data.paused ? ", paused" : "");
    pause.dataset.paused = came.data.paused;
    say(pause, came.data.paused ? "Go on" : "Pause");
    speed.value = String(came.data.speed);
  });
  const turn = (body) => tell(act("/_sim/clock", body));  // the phone changes with the event that follows
  on("clock", () => { if (!panel.hidden) tell(look("/_sim/clock")); });
  const heard = make("select", { test: "mute", "aria-label": "what is heard", onchange: () => mute(heard.value) },
    ...MUTES.map(([value, text]) => make("option", { value, text })));
  heard.value = muted.value;
  const shortcuts = make("div", { test: "help" });
  const keys = make("input", { type: "checkbox", test: "keys-off", onchange: () => setKeysOff(!keys.checked) });
  keys.checked = !keysOff();
  panel.append(make("h3", { text: "Clock" }), shown, make("div", { class: "row" }, pause, speed), make("div", { class: "row low" }, step.node, go),
    make("p", { class: "soft", text: "A call that a person holds goes no faster than real time." }),
    make("h3", { text: "Sound" }), make("div", { class: "row" }, make("span", { text: "Heard is" }), heard),
    make("h3", { text: "Keyboard" }), make("label", { class: "check" }, keys, make("span", { text: "single keys do something (Enter and Escape always do)" })), shortcuts);
  return () => {
    shortcuts.replaceChildren(help());  // other parts of the page have keys of their own
    return tell(look("/_sim/clock"));
  };
}

// What is heard: tones of keys, ringing and busy by Web Audio, and a prompt where it has a sound of its own.
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const LAYOUT = ["123A", "456B", "789C", "*0#D"];
const LOUD = 0.08;
const KEPT = "callflow-muted";
let context = null;
let ringing = null;
let prompt = null;
export const muted = { value: localStorage.getItem(KEPT) || "" };

// A browser lets nothing sound before the first key or click.
for (const first of ["pointerdown", "keydown"]) {
  addEventListener(first, () => { context = context || new AudioContext(); }, { once: true });
}

// "" all is heard, "ring" all but the ringing, "all" nothing.
export function mute(what) {
  muted.value = what;
  localStorage.setItem(KEPT, what);
  if (what) ring(false);
  if (what === "all") hush();
}

function sounds(frequencies, length, from = 0) {
  if (!context) return;
  const begin = context.currentTime + from;
  const volume = new GainNode(context, { gain: LOUD });
  volume.connect(context.destination);
  for (const frequency of frequencies) {
    const one = new OscillatorNode(context, { frequency });
    one.connect(volume);
    one.start(begin);
    one.stop(begin + length);
  }
}

export function tone(key) {
  const row = LAYOUT.findIndex((keys) => keys.includes(key));
  if (muted.value !== "all" && row >= 0) sounds([ROWS[row], COLUMNS[LAYOUT[row].indexOf(key)]], 0.12);
}

export function ring(on) {
  if (!on || muted.value) {
    clearInterval(ringing);
    ringing = null;
  } else if (ringing === null) {
    const once = () => sounds([440, 480], 1.2);
    once();
    ringing = setInterval(once, 3500);
  }
}

export function busy() {
  if (muted.value !== "all") for (const from of [0, 0.7, 1.4]) sounds([480, 620], 0.35, from);
}

// The hook for voices: a prompt with `sound`, an address on this server, is played as long as it is said.
export function speak(heard, rate) {
  hush();
  if (!heard || !heard.sound || muted.value === "all" || !rate) return;
  prompt = new Audio(heard.sound);
  prompt.playbackRate = Math.min(16, Math.max(0.0625, rate));
  prompt.play().catch(() => {});
}

export function hush() {
  if (prompt) prompt.pause();
  prompt = null;
}

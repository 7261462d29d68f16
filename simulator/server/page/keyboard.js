// Everything by keyboard: the keys of the phone, and what stands in the help.
import { neighbour } from "./calls.js";
import { make } from "./dom.js";
import { KEYS, RARE, keyOf } from "./pad.js";
import { can, does, press } from "./phone.js";

const OFF = "callflow-keys-off";
const acts = new Map();
const HELP = [
  ["0 to 9, *, #", "press a key of the phone (Shift and A to D: the rare ones)"],
  ["Enter", "answer"], ["Escape", "hang up; decline while it rings; close a dialog"],
  ["[ and ]", "the call after and before"], ["/", "search the calls"],
];

export const keysOff = () => localStorage.getItem(OFF) === "yes";
export const setKeysOff = (off) => localStorage.setItem(OFF, off ? "yes" : "no");

// Let a key do something that is shown in the help.
export function onKey(key, words, act) {
  acts.set(key, act);
  HELP.push([key, words]);
}

export function help() {
  return make("dl", { class: "help" }, ...HELP.flatMap(([key, words]) => [make("dt", {}, make("kbd", { text: key })), make("dd", { text: words })]));
}

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
const takesEnter = (target) => target.closest("a, button, summary, [tabindex='0']");

export function listen() {
  acts.set("[", () => go(neighbour(-1)));
  acts.set("]", () => go(neighbour(1)));
  acts.set("/", () => document.querySelector("#calls input").focus());
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (take(event)) event.preventDefault();
  });
}

function take(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "Escape") return ends();
  if (event.key === "Enter") return !takesEnter(event.target) && answers();
  if (keysOff()) return false;
  const key = keyOf(event, [...KEYS, ...RARE]);
  if (key && can("press")) {
    press(key);
    return true;
  }
  const act = acts.get(event.key);
  if (act) act();
  return Boolean(act);
}

function ends() {
  const what = ["hangup", "decline"].find(can);
  if (what) does(what);
  return Boolean(what);
}

function answers() {
  does("answer");
  return can("answer");
}

function go(id) {
  if (id) location.hash = `#/session/${id}`;
}

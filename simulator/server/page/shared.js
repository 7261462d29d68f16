// A worker that all tabs share: a browser has six connections to a server, and each stream would take one for itself.
import { feed } from "./feed.js";

const MOST = 5000;
const tabs = new Set();
let kept = [];
let begin = null;
let hello = null;
let lost = false;

self.addEventListener("connect", ({ ports: [tab] }) => {
  tab.addEventListener("message", ({ data }) => (data.leaves ? tabs.delete(tab) : join(tab, data)));
  tab.start();
});

// A tab has seen all events up to one, in one life of the server.
function join(tab, { since, life }) {
  tabs.add(tab);
  if (begin === null) {
    begin = since;
    feed(since, came);
    return;
  }
  if (hello) tab.postMessage(lost ? { kind: "lost" } : hello);
  if (hello && life !== hello.life) return;
  if (since < begin) tab.postMessage({ kind: "missed" });
  else for (const event of kept) if (event.number > since) tab.postMessage(event);
}

function came(event) {
  if (event.kind === "hello") {
    if (hello && event.life !== hello.life) anew(event.since);
    hello = event;
  } else if (event.kind === "missed") anew(hello.last);
  else if (event.number) keep(event);
  lost = event.kind === "lost";
  for (const tab of tabs) tab.postMessage(event);
}

function anew(since) {
  kept = [];
  begin = since;
}

function keep(event) {
  kept.push(event);
  if (kept.length > MOST) begin = kept.shift().number;
}

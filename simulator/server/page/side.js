// The tabs beside the phone: what the call does, and what can be done to it.
import { build as buildActions } from "./actions.js";
import { build as buildDiagram } from "./diagram.js";
import { make } from "./dom.js";
import { build as buildFaults } from "./faults.js";
import { build as buildSettings } from "./settings.js";
import { build as buildTimeline } from "./timeline.js";
import { build as buildWebhooks } from "./webhooks.js";

const TABS = [
  ["diagram", "Diagram", buildDiagram], ["webhooks", "Webhooks", buildWebhooks], ["timeline", "Timeline", buildTimeline],
  ["faults", "Faults", buildFaults], ["settings", "Clock", buildSettings],
];
const KEPT = "callflow-tab";
const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.length, End: TABS.length };

export function build(pane) {
  const list = make("div", { role: "tablist", "aria-label": "what is shown" });
  const tabs = TABS.map(([name, words]) => make("button", { type: "button", role: "tab", id: `tab-${name}`, test: `tab-${name}`,
    "aria-controls": `panel-${name}`, text: words, onclick: () => choose(name) }));
  const panels = TABS.map(([name]) => make("div", { role: "tabpanel", id: `panel-${name}`, test: `panel-${name}`,
    "aria-labelledby": `tab-${name}`, tabindex: "0", class: "panel" }));
  const opened = TABS.map(([, , fill], place) => fill(panels[place]));
  const choose = (name) => {
    TABS.forEach(([one], place) => {
      const on = one === name;
      tabs[place].setAttribute("aria-selected", String(on));
      tabs[place].tabIndex = on ? 0 : -1;
      panels[place].hidden = !on;
      if (on && opened[place]) opened[place]();
    });
    localStorage.setItem(KEPT, name);
  };
  list.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const place = tabs.indexOf(document.activeElement);
    const next = Math.min(tabs.length - 1, Math.max(0, place + STEPS[event.key]));
    tabs[next].focus();
    choose(TABS[next][0]);
  });
  list.append(...tabs);
  const actions = make("div", { class: "row actions" });
  buildActions(actions);
  pane.append(actions, list, ...panels);
  const kept = localStorage.getItem(KEPT);
  choose(TABS.some(([name]) => name === kept) ? kept : "diagram");
}

export const chosen = (name) => !document.getElementById(`panel-${name}`).hidden;

// What can be done with the call that is selected, besides being on the phone.
import { act, at, look } from "./api.js";
import { button, download, make, show } from "./dom.js";
import { onKey } from "./keyboard.js";
import { notice } from "./notices.js";
import { on, state } from "./store.js";

export function build(box) {
  const more = make("details", { class: "more" }, make("summary", { text: "More", test: "more" }),
    make("div", { class: "menu" }, ...[["Save as a scenario", "save", () => file("scenario", "yaml", "application/yaml")],
      ["Download the report", "report", () => file("report", "html", "text/html")],
      ["Copy as curl", "copy-curl", () => copy("curl")], ["Copy as callflow run", "copy-run", () => copy("run")]]
      .map(([words, test, does]) => button(words, test, () => { more.open = false; does(); }))));
  box.append(button("Send again", "again", () => begin("again"), { "aria-keyshortcuts": "r" }),
    button("Back one entry", "back", () => begin("back"), { "aria-keyshortcuts": "b" }), more);
  onKey("r", "send what began the call again", () => begin("again"));
  onKey("b", "take back the last entry", () => begin("back"));
  on("selected", () => show(box, Boolean(state.selected)));
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !more.open) return;
    event.preventDefault();
    more.open = false;
    more.firstChild.focus();
  });
}

// Another session begins, and is taken up at once.
async function begin(what) {
  if (!state.selected) return;
  const came = await act(at(state.selected, what));
  if (came.ok) location.hash = `#/session/${came.data.sessionId}`;
}

async function file(what, ending, media) {
  const id = state.selected;
  const came = await look(at(id, what));
  if (came.ok) download(what === "scenario" ? `${id}.scenario.${ending}` : `call-${id}.${ending}`, came.data, media);
  else notice(came.words);
}

async function copy(what) {
  const came = await look(at(state.selected, "commands"));
  if (came.ok) give(came.data[what]);
  else notice(came.words);
}

// What cannot be put on the clipboard (no secure page, no leave) is shown, to be taken by hand.
export function give(words) {
  const kept = navigator.clipboard ? navigator.clipboard.writeText(words) : Promise.reject(new Error("no clipboard"));
  kept.then(() => notice("Copied.", words, "what was copied"), () => notice("Copy this:", words, "show it"));
}

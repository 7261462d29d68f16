// What can be done with the call that is selected, besides being on the phone.
import { at, look } from "./api.js";
import { button, download, show } from "./dom.js";
import { notice } from "./notices.js";
import { on, state } from "./store.js";

export function build(box) {
  box.append(button("Save as a scenario", "save", save));
  on("selected", () => show(box, Boolean(state.selected)));
}

async function save() {
  const came = await look(at(state.selected, "scenario"));
  if (came.ok) download(`${state.selected}.scenario.yaml`, came.data, "application/yaml");
  else notice(came.words);
}

// The front end of a dial pad, behind pad.js. Every text is set with textContent: a prompt may hold anything.
const ACTIONS = { silence: "silence", hangup: "hang up", back: "back", restart: "restart" };

function make(name, className, words = "") {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = words;
  return node;
}

function button(words, label, onclick) {
  const node = make("button", "", words);
  node.type = "button";
  node.setAttribute("aria-label", label);
  node.addEventListener("click", onclick);
  return node;
}

function row(cells) {
  const node = make("li", cells[1].split(" ")[0]);
  node.append(...cells.map((words, at) => make("span", ["time", "who", "what"][at], words)));
  return node;
}

function render({ model, el }) {
  const say = (what, key = "") => {
    const number = (model.get("said").number || 0) + 1;
    model.set("said", { what, key, number });
    model.save_changes();
  };
  const root = make("div", "callflow-pad");
  const prompt = make("p", "prompt");
  prompt.setAttribute("aria-live", "polite");
  prompt.dir = "auto";
  const keys = make("p", "keys");
  const note = make("p", "note");
  note.setAttribute("role", "status");
  const pad = make("div", "pad");
  pad.append(...padButtons(KEYS, (key) => say("key", key)));
  const actions = make("div", "actions");
  actions.append(...Object.entries(ACTIONS).map(([what, words]) => button(words, words, () => say(what))));
  const phone = make("div", "phone");
  phone.append(prompt, keys, pad, actions, note);
  const line = make("ol", "line");
  const picture = make("img", "machine");
  root.append(phone, line, picture);
  root.tabIndex = 0;
  root.addEventListener("keydown", (event) => {
    const key = keyOf(event);
    if (!key) return;
    event.stopPropagation();
    event.preventDefault();
    say("key", key);
  });

  const draw = () => {
    const view = model.get("view");
    prompt.textContent = view.over || view.prompt;
    prompt.classList.toggle("over", Boolean(view.over));
    keys.textContent = [view.keys, view.held && `[${view.held}]`].filter(Boolean).join(" ") || "no key yet";
    note.textContent = view.note;
    line.replaceChildren(...view.lines.map(row));
    line.scrollTop = line.scrollHeight;
    picture.hidden = !view.picture;
    // An SVG inside an image runs no script and loads nothing.
    if (view.picture) picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(view.picture)}`;
    picture.alt = `the machine, in the state ${view.state}`;
  };
  model.on("change:view", draw);
  draw();
  el.append(root);
  return () => model.off("change:view", draw);
}

export default { render };

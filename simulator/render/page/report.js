// The calls of a report: built of the page's data where one is opened, and filtered by verdict, tag and text.
// Without it every verdict with its failures is there, and every list is drawn; timelines and webhooks are not.
(() => {
  const block = document.getElementById("kept");
  if (!block) return;
  const {shapes, nodes, calls} = JSON.parse(block.textContent);
  const items = [...document.querySelectorAll(".calls > .call")];

  function build(number) {
    const node = nodes[number];
    if (typeof node === "string") return document.createTextNode(node);
    const [shape, ...inside] = node, [name, given] = shapes[shape];
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    made.append(...inside.map(build));
    return made;
  }

  const numbers = words => words.split(" ").filter(Boolean).map(Number);

  function draw(place) {
    const box = document.querySelector(`#list${place.dataset.drawing} .draw`).cloneNode(true);
    const svg = box.querySelector("svg"), title = place.textContent;
    box.setAttribute("aria-label", `diagram: ${title}`);
    if (svg) mark(svg, title, numbers(place.dataset.nodes), numbers(place.dataset.edges));
    place.replaceWith(box);
    box.dispatchEvent(new CustomEvent("drawn", {bubbles: true}));
  }

  function mark(svg, title, passed, steps) {
    const states = svg.querySelectorAll("g.node"), edges = svg.querySelectorAll("g.edge");
    for (const name of ["title", ".title"]) svg.querySelector(name).textContent = title;
    for (const at of passed) states[at].classList.add("passed");
    for (const at of steps) {
      const line = edges[at], label = edges[edges.length / 2 + at];
      for (const shape of [line, label]) shape.classList.add("passed");
      if (states.length) states[0].before(line);
    }
  }

  function fill(item) {
    const place = item.querySelector(".kept");
    if (!place) return;
    place.classList.remove("kept");
    place.replaceChildren(...calls[place.dataset.call].map(build));
    place.querySelectorAll("[data-drawing]").forEach(draw);
  }

  // Which calls hold a text: each text is looked at once, however many calls say it.
  function holding(words) {
    const known = nodes.map(node => typeof node === "string" ? node.toLowerCase().includes(words) : null);
    const look = at => known[at] ??= nodes[at].slice(1).some(look);
    return call => call !== undefined && calls[call].some(look);
  }

  const form = document.querySelector(".filters");
  const told = new Map(items.map(item => [item, item.textContent.toLowerCase()]));
  const kept = new Map(items.map(item => [item, item.querySelector(".kept")?.dataset.call]));

  function filter() {
    const {verdict, tag, words} = form.elements, sought = words.value.trim().toLowerCase();
    const holds = sought ? holding(sought) : null;
    let shown = 0;
    for (const item of items) {
      const fits = (!verdict.value || item.classList.contains(verdict.value)) &&
        (!tag?.value || JSON.parse(item.dataset.tags).includes(tag.value)) &&
        (!sought || told.get(item).includes(sought) || holds(kept.get(item)));
      item.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").textContent = `${shown} of ${items.length} shown`;
  }

  function reveal() {
    const item = document.getElementById(location.hash.slice(1)), details = item?.querySelector("details");
    if (!details) return;
    item.hidden = false;
    details.open = true;
    item.scrollIntoView();
  }

  for (const item of items) {
    const details = item.querySelector("details");
    details.addEventListener("toggle", () => { if (details.open) fill(item); });
    if (details.open) fill(item);
  }
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", event => event.preventDefault());
    filter();
  }
  addEventListener("hashchange", reveal);
  reveal();
})();

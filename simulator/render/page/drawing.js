// Drawings on a page: zoom and pan by pointer, keys and touch; fold and unfold what stands to the right of a place.
// Without it a drawing is as wide as the page, or scrolls where its text would be too small, and nothing is folded.
"use strict";
(() => {
  const WIDE = 228, BETWEEN = 18, LEVEL = 22, MARGIN = 16, TOP = 44, PILL = 15;
  const MANY = 24;      // with more places than this a drawing opens folded
  const OPEN = 2;       // so many columns of it are seen then
  const SMALLEST = 0.05, LARGEST = 4;

  const svgElement = (name, given, words = "") => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    made.textContent = words;
    return made;
  };

  const natural = svg => svg.viewBox.baseVal.width;

  function zoomTo(box, svg, scale, at) {
    const before = svg.getBoundingClientRect(), frame = box.getBoundingClientRect();
    const x = at ? at.x : frame.left + frame.width / 2, y = at ? at.y : frame.top + frame.height / 2;
    const left = (x - before.left) / before.width, top = (y - before.top) / before.height;
    const kept = Math.min(LARGEST, Math.max(SMALLEST, scale));
    Object.assign(svg.style, {width: `${natural(svg) * kept}px`, minWidth: "0", maxWidth: "none"});
    const after = svg.getBoundingClientRect();
    box.scrollLeft += after.left + left * after.width - x;
    box.scrollTop += after.top + top * after.height - y;
  }

  const zoomBy = (box, svg, factor, at) =>
    zoomTo(box, svg, svg.getBoundingClientRect().width / natural(svg) * factor, at);

  function whole(box, svg) {
    const view = svg.viewBox.baseVal;
    zoomTo(box, svg, Math.min(box.clientWidth / view.width, box.clientHeight / view.height, 1));
    box.scrollTo(0, 0);
  }

  function toStart(box, svg) {
    const start = svg.querySelector(".node.start");
    if (!start || !box.clientWidth) return;
    const place = start.getBoundingClientRect(), frame = box.getBoundingClientRect();
    box.scrollLeft += place.left + place.width / 2 - frame.left - Math.min(frame.width, place.width * 1.5) / 2;
    box.scrollTop = 0;
  }

  function button(words, label, act) {
    const made = document.createElement("button");
    Object.assign(made, {type: "button", textContent: words, title: label, onclick: act});
    made.setAttribute("aria-label", label);
    return made;
  }

  function byKeys(box, svg) {
    const acts = {"+": () => zoomBy(box, svg, 1.25), "=": () => zoomBy(box, svg, 1.25),
      "-": () => zoomBy(box, svg, 0.8), "0": () => whole(box, svg)};
    box.addEventListener("keydown", event => {
      const act = acts[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
  }

  function byPointer(box, svg) {
    box.addEventListener("wheel", event => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomBy(box, svg, Math.exp(-event.deltaY / 300), event);
    }, {passive: false});
    let held = null;
    box.addEventListener("pointerdown", event => {
      if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest(".fold")) held = event;
    });
    box.addEventListener("pointermove", event => {
      if (!held) return;
      box.setPointerCapture(event.pointerId);
      box.scrollLeft -= event.clientX - held.clientX;
      box.scrollTop -= event.clientY - held.clientY;
      held = event;
    });
    for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, () => { held = null; });
  }

  function byTouch(box, svg) {
    let apart = 0;
    const spread = ([one, two]) => Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
    box.addEventListener("touchstart", event => {
      apart = event.touches.length === 2 ? spread(event.touches) : 0;
    }, {passive: true});
    box.addEventListener("touchmove", event => {
      if (!apart || event.touches.length !== 2) return;
      event.preventDefault();
      const [one, two] = event.touches, now = spread(event.touches);
      zoomBy(box, svg, now / apart, {x: (one.clientX + two.clientX) / 2, y: (one.clientY + two.clientY) / 2});
      apart = now;
    }, {passive: false});
  }

  // Folding: the same rules as simulator/render/graph/_tree.py places by, for what is seen.

  function placesOf(svg) {
    const places = [...svg.querySelectorAll(".place")].map(shape => ({
      shape, children: [], folded: false, up: Number(shape.dataset.up), column: Number(shape.dataset.column),
      high: Number(shape.dataset.high), above: Number(shape.dataset.above),
      name: shape.querySelector(".name").textContent,
    }));
    for (const place of places) if (place.up >= 0) places[place.up].children.push(place);
    return places;
  }

  const seen = place => place.folded ? [] : place.children;
  const below = place => place.children.reduce((sum, child) => sum + 1 + below(child), 0);
  const head = place => Math.max(place.above, seen(place).length ? head(place.children[0]) : 0);

  function settle(place, top) {
    place.y = top + head(place);
    let bottom = place.y + place.high, last = 0;
    seen(place).forEach((child, number) => {
      last = settle(child, number ? last + BETWEEN : place.y - head(child));
      bottom = Math.max(bottom, last);
    });
    return bottom;
  }

  function show(place, places, gap, visible) {
    place.shape.style.display = visible ? "" : "none";
    if (visible) {
      place.shape.setAttribute("transform", `translate(${place.column * (WIDE + gap)} ${place.y})`);
      const line = place.shape.querySelector(":scope > .edge:not(.way) path");
      if (line) line.setAttribute("d", `M${PILL - gap} ${places[place.up].y - place.y + LEVEL} H${-gap / 2} V${LEVEL} H-8`);
    }
    for (const child of place.children) show(child, places, gap, visible && !place.folded);
  }

  function arrange(svg, places) {
    const gap = Number(svg.dataset.gap), roots = places.filter(place => place.up < 0);
    const scale = svg.style.width ? svg.getBoundingClientRect().width / natural(svg) : 0;
    let bottom = -BETWEEN;
    for (const root of roots) bottom = settle(root, bottom + BETWEEN);
    for (const root of roots) show(root, places, gap, true);
    const shown = places.filter(place => place.shape.style.display === "");
    const title = svg.querySelector(".title").textContent.length * 10.5;
    const wide = Math.max(title, ...shown.map(place => place.column * (WIDE + gap) + WIDE + PILL)) + 2 * MARGIN;
    const high = bottom + TOP + MARGIN;
    svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    for (const shape of [svg, svg.querySelector(".back")]) {
      shape.setAttribute("width", wide);
      shape.setAttribute("height", high);
    }
    svg.style.setProperty("--wide", wide);
    if (scale) svg.style.width = `${wide * scale}px`;
    for (const place of places) if (place.pill) label(place);
  }

  function label(place) {
    const words = place.folded ? `+${below(place)}` : "−";
    place.pill.querySelector("text").textContent = words;
    place.pill.setAttribute("aria-expanded", String(!place.folded));
  }

  function addPill(svg, place, places) {
    const pill = svgElement("g", {class: "fold", tabindex: "0", role: "button",
      "aria-label": `what follows ${place.name}`, transform: `translate(${WIDE} ${LEVEL})`});
    pill.append(svgElement("rect", {x: -PILL, y: -12, width: 2 * PILL, height: 24, rx: 12}),
      svgElement("text", {y: 4}));
    const turn = event => {
      event.preventDefault();
      place.folded = !place.folded;
      arrange(svg, places);
    };
    pill.addEventListener("click", turn);
    pill.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") turn(event); });
    place.pill = pill;
    place.shape.append(pill);
  }

  function foldable(svg, tools) {
    const places = placesOf(svg), parents = places.filter(place => place.children.length);
    if (!parents.length) return;
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", svg.querySelector("title").textContent);
    for (const place of parents) addPill(svg, place, places);
    const fold = from => {
      for (const place of parents) place.folded = place.column >= from;
      arrange(svg, places);
    };
    fold(places.length > MANY ? OPEN : Infinity);
    tools.append(button("Fold", "fold all but the first columns", () => fold(OPEN)),
      button("Unfold all", "show what is folded", () => fold(Infinity)));
  }

  function equip(box) {
    const svg = box.querySelector("svg");
    if (!svg) return;
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(button("−", "zoom out", () => zoomBy(box, svg, 0.8)),
      button("+", "zoom in", () => zoomBy(box, svg, 1.25)),
      button("Whole", "show the whole drawing", () => whole(box, svg)));
    if (svg.dataset.gap) foldable(svg, tools);
    box.before(tools);
    byKeys(box, svg);
    byPointer(box, svg);
    byTouch(box, svg);
    toStart(box, svg);
    const folded = box.closest("details:not([open])");
    if (folded) folded.addEventListener("toggle", () => toStart(box, svg), {once: true});
  }

  document.querySelectorAll(".draw").forEach(equip);
  document.addEventListener("drawn", event => equip(event.target));
})();

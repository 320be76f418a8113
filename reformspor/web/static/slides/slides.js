// A presentation: one slide at a time, filling the screen, moved by keys, a clicker, a touch or a number. All of it is
// in the page when it has been opened, so the network may be gone.
import { ready } from "../component/margins.js";
import { onPaper } from "../component/hatch.js";

const [WIDE, HIGH] = [1280, 720];
// Letters of 13 pixels are shown as 24, which is 18 points.
const SCALE = 24 / 13;
const QUIET = 2000;
const slides = [...document.querySelectorAll(".sl-slide")];
const told = document.getElementById("told");
const STATIC = { staticPlot: true, displayModeBar: false, responsive: false, showTips: false };
let now = -1;

function fit() {
  const scale = Math.min(innerWidth / WIDE, innerHeight / HIGH);
  const root = document.documentElement.style;
  root.setProperty("--scale", scale);
  root.setProperty("--left", `${(innerWidth - WIDE * scale) / 2}px`);
  root.setProperty("--top", `${(innerHeight - HIGH * scale) / 2}px`);
}

function show(place, focus = true) {
  const next = Math.max(0, Math.min(slides.length - 1, place));
  if (next === now) return;
  now = next;
  slides.forEach((slide, at) => {
    slide.classList.toggle("is-now", at === now);
    slide.inert = at !== now;
  });
  history.replaceState(null, "", `#${now + 1}`);
  draw(slides[now]);
  told.textContent = slides[now].getAttribute("aria-label");
  if (focus) slides[now].focus({ preventScroll: true });
}

// A figure is drawn in the frame it was made for, and shown enlarged; its room is measured where the slide stands.
function draw(slide) {
  const box = slide.querySelector(".sl-plot");
  if (!box || box.dataset.drawn || !window.Plotly) return;
  box.dataset.drawn = "yes";
  const room = box.parentElement;
  const spec = JSON.parse(box.dataset.spec);
  const width = Math.floor(room.clientWidth / SCALE);
  const height = Math.floor(Math.min(Number(box.dataset.height), room.clientHeight / SCALE));
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
  room.style.setProperty("--enlarge", SCALE);
  return window.Plotly.newPlot(box, spec.data, ready({ ...spec.layout, width, height, autosize: false }), STATIC);
}

let typed = "";
let forget;
function number(digit) {
  typed += digit;
  clearTimeout(forget);
  forget = setTimeout(go, 900);
}
function go() {
  clearTimeout(forget);
  if (typed) show(Number(typed) - 1);
  typed = "";
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

const KEYS = {
  ArrowRight: () => show(now + 1), ArrowDown: () => show(now + 1), PageDown: () => show(now + 1), " ": () => show(now + 1),
  ArrowLeft: () => show(now - 1), ArrowUp: () => show(now - 1), PageUp: () => show(now - 1), Backspace: () => show(now - 1),
  Home: () => show(0), End: () => show(slides.length - 1), f: full, F: full,
  b: () => document.body.classList.toggle("sl-dark"), ".": () => document.body.classList.toggle("sl-dark"),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onLink = event.target instanceof HTMLAnchorElement;
  if (event.key === "Enter") {
    if (typed) go();
    else if (!onLink) show(now + 1);
    else return;
  } else if (/^[0-9]$/.test(event.key)) number(event.key);
  else if (KEYS[event.key] && !event.repeat) KEYS[event.key]();
  else return;
  event.preventDefault();
});

// A touch that moves along the screen turns the slide; one in place is left to the browser.
let from;
addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : undefined), { passive: true });
addEventListener("touchend", (event) => {
  const to = event.changedTouches[0];
  if (!from || !to) return;
  const [along, across] = [to.clientX - from.clientX, to.clientY - from.clientY];
  from = undefined;
  if (Math.abs(along) > 45 && Math.abs(along) > 1.5 * Math.abs(across)) show(now + (along < 0 ? 1 : -1));
}, { passive: true });
addEventListener("click", (event) => {
  if (event.target.closest("a") || String(getSelection())) return;
  show(now + (event.clientX < innerWidth / 4 ? -1 : 1));
});

let rest;
addEventListener("pointermove", () => {
  document.body.classList.remove("sl-still");
  clearTimeout(rest);
  rest = setTimeout(() => document.body.classList.add("sl-still"), QUIET);
});

let undo = [];
addEventListener("beforeprint", () => {
  slides.forEach((slide) => (slide.inert = false));
  slides.forEach(draw);
  undo = [...document.querySelectorAll(".sl-plot")].map(onPaper);
});
addEventListener("afterprint", () => {
  undo.forEach((one) => one());
  slides.forEach((slide, at) => (slide.inert = at !== now));
});

addEventListener("resize", fit);
addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1));
fit();
document.body.classList.add("sl-live");
// Measured letters decide the margins, so the fonts must be there before a figure is drawn.
const faces = ["400 24px 'Hanken Grotesk'", "600 24px 'Hanken Grotesk'", "600 43px 'Source Serif 4'"];
Promise.all(faces.map((face) => document.fonts.load(face))).then(() => {
  show((Number(location.hash.slice(1)) || 1) - 1);
  // The next are drawn while nobody waits for them.
  slides.reduce((before, slide) => before.then(() => draw(slide)).then(() => new Promise((done) => setTimeout(done, 30))), Promise.resolve())
    .then(() => (document.body.dataset.drawn = "yes"));
});

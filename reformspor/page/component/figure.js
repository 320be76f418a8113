// One card that stays in place: a new answer is drawn over the old one, so nothing blinks.
import { controls } from "./controls.js";
import { fitted, onPaper } from "./hatch.js";
import { ready } from "./margins.js";
import { answering } from "./picks.js";
import { soon } from "./queue.js";
import { walking } from "./walking.js";

let library;

function plotly() {
  if (!library) {
    library = new Promise((resolve, reject) => {
      if (window.Plotly) return resolve(window.Plotly);
      const script = document.createElement("script");
      script.src = document.getElementById("root").dataset.plotly;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => {
        // It is asked for anew when the next figure is to be drawn.
        library = undefined;
        script.remove();
        reject(new Error(script.src));
      };
      document.head.appendChild(script);
    });
  }
  return library;
}

// The width of a printed sheet, in pixels.
const SHEET = 660;
const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };

// A series that is scrolled to its newest month keeps the value axis in sight, as a copy that does not scroll.
function keepAxis(box, series) {
  const place = box.parentElement;
  place.querySelector(".rs-axis")?.remove();
  box.onscroll = null;
  const names = [...box.querySelectorAll(".xtick text, .x2tick text")];
  for (const name of names) name.style.visibility = "";
  const edge = box._fullLayout?._size?.l;
  if (!series || !edge || box.scrollWidth <= box.clientWidth + 1) return;
  const ticks = [...box.querySelectorAll("[class^='y'][class$='tick'] text")];
  if (!ticks.length) return;
  const axis = document.createElement("div");
  axis.className = "rs-axis";
  axis.setAttribute("aria-hidden", "true");
  axis.style.width = `${edge}px`;
  const top = box.getBoundingClientRect().top;
  const plot = box._fullLayout._size;
  axis.style.height = `${plot.t + plot.h + plot.b}px`;
  for (const tick of ticks) {
    const where = tick.getBoundingClientRect();
    const copy = document.createElement("span");
    copy.textContent = tick.textContent;
    copy.style.top = `${where.top + where.height / 2 - top}px`;
    axis.appendChild(copy);
  }
  place.appendChild(axis);
  // A month or a year that is half under the axis would be read as another.
  box.onscroll = () => {
    const from = axis.getBoundingClientRect().right;
    for (const name of names) name.style.visibility = name.getBoundingClientRect().left < from ? "hidden" : "";
  };
  box.onscroll();
}

// How high a figure may be for its card to fill the screen.
function roomFor(box) {
  const whole = box.closest(".rs-card");
  const [first, last] = [whole.firstElementChild, whole.lastElementChild].map((part) => part.getBoundingClientRect());
  const { paddingTop, paddingBottom } = getComputedStyle(whole);
  const around = last.bottom - first.top - box.clientHeight + parseFloat(paddingTop) + parseFloat(paddingBottom);
  return Math.floor(whole.clientHeight - around);
}

function boxOf(place, data) {
  let box = place.querySelector(".rs-plot");
  if (!box) {
    box = document.createElement("div");
    box.className = "rs-plot";
    box.setAttribute("role", "img");
    box.tabIndex = -1;
    place.appendChild(box);
  }
  box.setAttribute("aria-label", data.alt);
  box.style.minHeight = `${data.height}px`;
  // What is taller than a sheet may be broken from where it begins, and so leaves no sheet empty before it.
  box.classList.toggle("rs-tall", data.height > 860);
  return box;
}

// Without what draws it a figure says so in its place; its table has the numbers still.
function sayLost(place, text) {
  if (place.querySelector(".rs-lost")) return;
  const said = document.createElement("p");
  said.className = "rs-notice rs-lost";
  said.setAttribute("role", "status");
  said.textContent = text;
  place.prepend(said);
}

// A card comes as lines of JSON: what stands round the plot, the figure, and the figure for paper. The figures stay
// text until they are drawn.
const letters = new TextDecoder();
function read(body) {
  const [said, spec, paper] = letters.decode(body).split("\n");
  return { ...JSON.parse(said), spec, paper };
}

export default function figure({ data: body, parentElement, setTriggerValue }) {
  const data = read(body);
  const send = (wanted) => setTriggerValue("pick", wanted);
  const { card, place, shown } = controls(parentElement, data, (whole) => change(whole), send);
  if (!data.spec) {
    place.replaceChildren();
    return;
  }
  const box = boxOf(place, data);
  let screen = data.spec;
  let paper = data.paper;
  let height = data.height;
  let alive = true;
  let printing = false;
  let due = true;
  let missed = false;
  let last = 0;

  const lost = () => {
    missed = true;
    if (alive && !box.dataset.drawn) sayLost(place, data.words.lost);
  };
  const draw = (Plotly) => {
    if (!alive) return;
    place.querySelector(".rs-lost")?.remove();
    missed = !shown() || !box.clientWidth;
    if (missed) return;
    due = false;
    last = box.clientWidth;
    const text = printing && paper ? paper : screen;
    const high = card.isFull() && !printing ? Math.max(height, roomFor(box)) : height;
    // What needs more than a sheet's width is drawn whole and made smaller there, so that no names run together.
    const width = printing ? Math.max(data.least, Math.min(SHEET, box.clientWidth)) : Math.max(box.clientWidth, data.least);
    // Many a figure is the same after a change of filter.
    if (box.rsText === text && box.rsWidth === width && box.rsHeight === high) return;
    box.rsText = text;
    box.rsWidth = width;
    box.rsHeight = high;
    box.style.minHeight = `${high}px`;
    const spec = JSON.parse(text);
    const first = !box.dataset.drawn;
    return Plotly.react(box, spec.data, ready({ ...spec.layout, width, height: high }), CONFIG).then(() => {
      // On a phone a wide figure scrolls inside its card, and the newest is what is read first.
      if (first && data.newest) box.scrollLeft = box.scrollWidth;
      box.dataset.drawn = "yes";
      answering(box, card);
      walking(box, card);
      // What scrolls must be within reach of the keyboard.
      box.tabIndex = box.scrollWidth > box.clientWidth + 1 ? 0 : -1;
      keepAxis(box, data.newest && !printing);
    });
  };
  // What the reader sees is drawn at once, the rest as soon as there is time; all of it stands when the page rests.
  const cancel = soon(box, () => {
    // Measured letters decide the margins, so the fonts must be there first.
    Promise.all([plotly(), document.fonts.ready]).then(([Plotly]) => due && draw(Plotly), lost);
  });
  const change = (whole) => {
    screen = whole.spec;
    paper = null;
    height = whole.height;
    box.style.minHeight = `${height}px`;
    plotly().then(draw, lost);
  };
  card.redraw = () => plotly().then(draw, lost);
  let undo;
  const print = (event) => {
    printing = event.type === "beforeprint";
    if (undo) undo();
    undo = undefined;
    if (!window.Plotly) return;
    draw(window.Plotly);
    if (!printing || !alive) return;
    const [plain, large] = [onPaper(box), fitted(box, Math.min(SHEET, box.rsWidth))];
    undo = () => (plain(), large());
  };
  addEventListener("beforeprint", print);
  addEventListener("afterprint", print);

  const watcher = new ResizeObserver(() => {
    if (!box.clientWidth || !(missed || (!due && Math.abs(box.clientWidth - last) >= 2))) return;
    plotly().then(draw, lost);
  });
  watcher.observe(box);
  return () => {
    alive = false;
    cancel();
    watcher.disconnect();
    removeEventListener("beforeprint", print);
    removeEventListener("afterprint", print);
  };
}

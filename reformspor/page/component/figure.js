// One figure that stays in place: a new answer is drawn over the old one, so nothing blinks.
let library;

function plotly() {
  if (!library) {
    library = new Promise((resolve, reject) => {
      if (window.Plotly) return resolve(window.Plotly);
      const script = document.createElement("script");
      script.src = document.getElementById("root").dataset.plotly;
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }
  return library;
}

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };

// A series that is scrolled to its newest month keeps the value axis in sight, as a copy that does not scroll.
function keepAxis(box, series) {
  const place = box.parentElement;
  place.querySelector(".rs-axis")?.remove();
  const ticks = [...box.querySelectorAll(".ytick text, .y2tick text")];
  const edge = box._fullLayout?._size?.l;
  if (!series || !ticks.length || !edge || box.scrollWidth <= box.clientWidth + 1) return;
  const axis = document.createElement("div");
  axis.className = "rs-axis";
  axis.setAttribute("aria-hidden", "true");
  axis.style.width = `${edge}px`;
  const top = box.getBoundingClientRect().top;
  const plot = box._fullLayout._size;
  axis.style.height = `${plot.t + plot.h + 8}px`;
  for (const tick of ticks) {
    const where = tick.getBoundingClientRect();
    const copy = document.createElement("span");
    copy.textContent = tick.textContent;
    copy.style.top = `${where.top + where.height / 2 - top}px`;
    axis.appendChild(copy);
  }
  place.appendChild(axis);
}

export default function figure({ data, parentElement }) {
  let box = parentElement.querySelector(".rs-plot");
  if (!box) {
    box = document.createElement("div");
    box.className = "rs-plot";
    box.setAttribute("role", "img");
    box.tabIndex = -1;
    const place = document.createElement("div");
    place.className = "rs-plot-place";
    place.appendChild(box);
    parentElement.appendChild(place);
  }
  box.setAttribute("aria-label", data.alt);
  box.style.minHeight = `${data.height}px`;

  const screen = JSON.parse(data.spec);
  const paper = data.paper ? JSON.parse(data.paper) : screen;
  let alive = true;
  let printing = false;
  const draw = (Plotly) => {
    if (!alive || !box.clientWidth) return;
    const spec = printing ? paper : screen;
    const width = printing ? Math.min(660, box.clientWidth) : Math.max(box.clientWidth, data.least);
    const first = !box.dataset.drawn;
    return Plotly.react(box, spec.data, { ...spec.layout, width, height: data.height }, CONFIG).then(() => {
      // On a phone a wide figure scrolls inside its card, and the newest is what is read first.
      if (first && data.newest) box.scrollLeft = box.scrollWidth;
      box.dataset.drawn = "yes";
      // What scrolls must be within reach of the keyboard.
      box.tabIndex = box.scrollWidth > box.clientWidth + 1 ? 0 : -1;
      keepAxis(box, data.newest);
    });
  };
  const print = (event) => {
    printing = event.type === "beforeprint";
    if (window.Plotly) draw(window.Plotly);
  };
  addEventListener("beforeprint", print);
  addEventListener("afterprint", print);
  // Measured letters decide the margins, so the fonts must be there first.
  Promise.all([plotly(), document.fonts.ready]).then(([Plotly]) => draw(Plotly));

  let last = box.clientWidth;
  const watcher = new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - last) < 2) return;
    last = box.clientWidth;
    plotly().then(draw);
  });
  watcher.observe(box);
  return () => {
    alive = false;
    watcher.disconnect();
    removeEventListener("beforeprint", print);
    removeEventListener("afterprint", print);
  };
}

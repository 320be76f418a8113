// The points of a figure by keyboard: the arrows go from mark to mark and from series to series, the text of the mark
// is told and the mark is framed, Enter picks where something can be picked, and Escape leaves.
import { codesAt, tell } from "./picks.js";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

// What Plotly would draw of a text, as plain text.
export function plain(text) {
  return String(text ?? "")
    .replace(/<br\s*\/?>/gi, ", ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (whole, name) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();
}

const of = (value, at) => (Array.isArray(value) ? value[at] : value);
const named = (axis) => Array.isArray(axis?.ticktext) && axis.ticktext.length > 0;

// The axes of a series, as they are drawn.
function axes(box, trace) {
  const full = box._fullLayout;
  return [full[(trace.xaxis ?? "x").replace("x", "xaxis")], full[(trace.yaxis ?? "y").replace("y", "yaxis")]];
}

function cells(box, trace, curve) {
  const [xaxis, yaxis] = axes(box, trace);
  const found = [];
  const { x, y } = box.calcdata[curve][0];
  trace.hovertext.forEach((row, down) => {
    if (!Array.isArray(row)) return;
    row.forEach((text, across) => {
      if (!text) return;
      const [left, right] = [xaxis.c2p(x[across]), xaxis.c2p(x[across + 1])];
      const [top, bottom] = [yaxis.c2p(y[down]), yaxis.c2p(y[down + 1])];
      const bounds = { x0: left + xaxis._offset, x1: right + xaxis._offset, y0: top + yaxis._offset, y1: bottom + yaxis._offset };
      found.push({ curve, at: [down, across], text: plain(text), x: (left + right) / 2, y: (top + bottom) / 2, bounds });
    });
  });
  return found;
}

function points(box, trace, curve) {
  const [xaxis, yaxis] = axes(box, trace);
  const lying = trace.orientation === "h";
  const found = [];
  box.calcdata[curve].forEach((point, at) => {
    const text = plain(of(trace.hovertext, at));
    const bar = trace.type === "bar";
    const x = xaxis.c2p(bar ? (lying ? point.s1 ?? point.s : point.p) : point.x);
    const y = yaxis.c2p(bar ? (lying ? point.p : point.s1 ?? point.s) : point.y);
    if (text && Number.isFinite(x) && Number.isFinite(y)) found.push({ curve, at, text, x, y });
  });
  return found;
}

// Every series that tells something of its marks, with its marks in the order they stand, and the way they stand in.
function series(box) {
  const full = box._fullLayout;
  const told = (box.data ?? []).map((trace, curve) => [trace, curve]).filter(
    ([trace]) => trace.hovertext && trace.visible !== false && !["skip", "none"].includes(trace.hoverinfo),
  );
  const down = told.some(([trace]) => trace.orientation === "h") || (named(full.yaxis) && !named(full.xaxis));
  const along = down ? "y" : "x";
  const found = told.map(([trace, curve]) => {
    const grid = trace.type === "heatmap";
    const marks = grid ? cells(box, trace, curve) : points(box, trace, curve);
    if (!grid) marks.sort((one, other) => one[along] - other[along]);
    return { grid, marks };
  });
  return { along, all: found.filter(({ marks }) => marks.length) };
}

const KEYS = {
  ArrowRight: ["x", 1],
  ArrowLeft: ["x", -1],
  ArrowDown: ["y", 1],
  ArrowUp: ["y", -1],
};

// The nearest cell in the same row or column, that way.
function neighbour(marks, now, [axis, step]) {
  const across = axis === "x" ? 1 : 0;
  const line = marks.filter((mark) => mark.at[1 - across] === now.at[1 - across]);
  const ahead = line.filter((mark) => (mark[axis] - now[axis]) * step > 0.5);
  return ahead.sort((one, other) => Math.abs(one[axis] - now[axis]) - Math.abs(other[axis] - now[axis]))[0];
}

function nearest(marks, axis, where) {
  return marks.reduce((best, mark) => (Math.abs(mark[axis] - where) < Math.abs(best[axis] - where) ? mark : best));
}

// Where a key leads from where the reader stands; the same place when there is nothing that way.
function next({ along, all }, stand, key) {
  if (!stand) return { at: ["ArrowLeft", "ArrowUp", "End"].includes(key) ? -1 : 0, from: 0 };
  const { marks, grid } = all[stand.from];
  const at = marks.indexOf(stand.mark);
  if (key === "Home") return { ...stand, at: 0 };
  if (key === "End") return { ...stand, at: -1 };
  const [axis, step] = KEYS[key];
  if (grid) {
    const found = neighbour(marks, stand.mark, KEYS[key]);
    return { ...stand, at: found ? marks.indexOf(found) : at };
  }
  if (axis === along && at + step >= 0 && at + step < marks.length) return { ...stand, at: at + step };
  const from = stand.from + step;
  if (from < 0 || from >= all.length) return { ...stand, at };
  const other = all[from].marks;
  // Past the end of a series begins the next, so that every mark is reached by one pair of keys.
  if (axis === along) return { from, at: step > 0 ? 0 : other.length - 1 };
  return { from, at: other.indexOf(nearest(other, along, stand.mark[along])) };
}

function made(name, look) {
  const element = document.createElement(name);
  element.className = look;
  return element;
}

function build(card) {
  const walker = made("div", "rs-walk");
  const frame = made("i", "rs-here");
  const how = made("p", "rs-walk-how");
  const told = made("p", "rs-sr");
  walker.tabIndex = 0;
  walker.setAttribute("role", "application");
  how.id = `how_${card.data.key}`;
  walker.setAttribute("aria-describedby", how.id);
  told.setAttribute("role", "status");
  frame.setAttribute("aria-hidden", "true");
  frame.hidden = true;
  card.walk = { walker, frame, how, told, stand: null };
  walker.addEventListener("keydown", (event) => pressed(card, event));
  walker.addEventListener("blur", () => leave(card));
}

function framed(card, bounds) {
  const { frame } = card.walk;
  const box = card.walk.box;
  const middle = (bounds.x0 + bounds.x1) / 2;
  if (middle - box.scrollLeft < 0 || middle - box.scrollLeft > box.clientWidth) box.scrollLeft = middle - box.clientWidth / 2;
  const [wide, high] = [bounds.x1 - bounds.x0, bounds.y1 - bounds.y0].map((size) => Math.max(Math.abs(size), 10));
  frame.style.left = `${middle - wide / 2 - box.scrollLeft}px`;
  frame.style.top = `${(bounds.y0 + bounds.y1) / 2 - high / 2}px`;
  frame.style.width = `${wide}px`;
  frame.style.height = `${high}px`;
  frame.hidden = false;
}

const guide = ({ data }) => (data.picks ? `${data.words.steps} ${data.words.enter}` : data.words.steps);

function leave(card) {
  if (!card.walk.stand) return;
  card.walk.stand = null;
  card.walk.frame.hidden = true;
  card.walk.told.textContent = "";
  card.walk.how.textContent = guide(card);
  if (card.walk.box.querySelector(".hoverlayer")) window.Plotly.Fx.unhover(card.walk.box);
}

function go(card, all, { from, at }) {
  const { box, told } = card.walk;
  const { marks } = all[from];
  const place = at < 0 ? marks.length - 1 : at;
  const mark = marks[place];
  card.walk.stand = { from, mark };
  told.textContent = `${mark.text}. ${card.data.words.place.replace("{at}", place + 1).replace("{of}", marks.length)}`;
  card.walk.how.textContent = told.textContent;
  const trace = box.data[mark.curve];
  const [xaxis, yaxis] = axes(box, trace);
  // A cell is found by where it lies, a mark by its number.
  const where = mark.bounds ? { xval: xaxis.p2c(mark.x), yval: yaxis.p2c(mark.y) } : [{ curveNumber: mark.curve, pointNumber: mark.at }];
  window.Plotly.Fx.hover(box, where, `${trace.xaxis ?? "x"}${trace.yaxis ?? "y"}`);
  const held = box._hoverdata?.[0];
  const same = held?.curveNumber === mark.curve && String(held.pointNumber) === String(mark.at);
  framed(card, mark.bounds ?? (same && held.bbox ? held.bbox : around(box, trace, mark)));
}

// A small square where the mark stands, until the label that tells how large it is has been drawn.
function around(box, trace, mark) {
  const [xaxis, yaxis] = axes(box, trace);
  const [x, y] = [mark.x + xaxis._offset, mark.y + yaxis._offset];
  return { x0: x - 6, x1: x + 6, y0: y - 6, y1: y + 6 };
}

function pressed(card, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { walk } = card;
  const standing = walk.stand;
  if (event.key === "Escape" && standing) {
    // One press leaves the points, the next what lies around them.
    event.stopPropagation();
    leave(card);
  } else if (event.key === "Enter" && standing && card.data.picks) {
    const { curve, at } = standing.mark;
    const wanted = codesAt(walk.box, { curveNumber: curve, pointNumber: at }, card.data.picks.options);
    if (Object.keys(wanted).length) walk.told.textContent = `${standing.mark.text}. ${card.data.words.picked}`;
    tell(card, wanted);
  } else if (event.key in KEYS || event.key === "Home" || event.key === "End") {
    const found = series(walk.box);
    if (!found.all.length) return;
    const known = standing && found.all[standing.from]?.marks.find((mark) => String(mark.at) === String(standing.mark.at));
    go(card, found.all, next(found, known ? { ...standing, mark: known } : null, event.key));
  } else return;
  event.preventDefault();
}

// Tell a card that its figure has been drawn; one whose marks tell nothing has nothing to walk through.
export function walking(box, card) {
  if (!card.walk) build(card);
  const { walk, data } = card;
  if (walk.box !== box) {
    walk.box = box;
    box.after(walk.walker, walk.frame, walk.how, walk.told);
    box.on("plotly_hover", ({ points: [point] }) => walk.stand && !walk.stand.mark.bounds && point?.bbox && framed(card, point.bbox));
  }
  walk.walker.setAttribute("aria-label", data.words.walk);
  walk.walker.hidden = !box.data.some((trace) => trace.hovertext && !["skip", "none"].includes(trace.hoverinfo));
  if (!walk.stand) walk.how.textContent = guide(card);
  // What is drawn anew may have moved under the frame.
  if (walk.stand) walk.frame.hidden = true;
}

// On paper a browser turns each hatched bar into a picture of its own, and a page into fifty megabytes. There the bars
// are filled plainly, and their hatching is drawn as lines.
const SVG = "http://www.w3.org/2000/svg";
const GAP = 6;

// The lines of a hatching inside a box: up to the right, down to the right, or both.
function lines({ x, y, width, height }, rising, falling) {
  let drawn = "";
  for (let at = GAP / 2; at < width + height; at += GAP) {
    const [left, right] = [Math.max(0, at - height), Math.min(at, width)];
    if (rising) drawn += `M${x + left},${y + at - left}L${x + right},${y + at - right}`;
    if (falling) drawn += `M${x + left},${y + height - at + left}L${x + right},${y + height - at + right}`;
  }
  return drawn;
}

const of = (value, at) => (Array.isArray(value) ? value[at] : value);

// Draw for paper what is hatched in a figure; the answer puts it back.
export function onPaper(box) {
  const changed = [];
  for (const bar of box.querySelectorAll(".bars .point path")) {
    const point = bar.parentElement.__data__;
    const pattern = bar.closest(".bars").__data__?.[0]?.trace?.marker?.pattern;
    const shape = of(pattern?.shape, point?.i);
    if (!shape || !bar.style.fill.includes("url(")) continue;
    const fill = bar.style.fill;
    bar.style.fill = of(pattern.bgcolor, point.i) || "#fff";
    const added = document.createElementNS(SVG, "path");
    added.setAttribute("d", lines(bar.getBBox(), shape !== "\\", shape === "\\" || shape === "x"));
    added.style.cssText = `fill:none;stroke-width:.7px;stroke:${of(pattern.fgcolor, point.i) || "#888"}`;
    if (shape === ".") added.style.strokeDasharray = "1 4";
    // Outside the bars, where Plotly would take it for one of them.
    bar.closest(".barlayer").parentElement.appendChild(added);
    changed.push([bar, fill, added]);
  }
  return () => {
    for (const [bar, fill, added] of changed) {
      bar.style.fill = fill;
      added.remove();
    }
  };
}

// A figure that is not redrawn by the time the sheet is set is drawn smaller, so that it does not shrink every sheet.
export function fitted(box, width) {
  const kept = [];
  const least = box.style.minHeight;
  const set = (node, wide, high) => {
    kept.push([node, node.style.width, node.style.height]);
    node.style.width = `${wide}px`;
    node.style.height = `${high}px`;
  };
  for (const svg of box.querySelectorAll(".main-svg")) {
    const [wide, high] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
    if (!(wide > width)) continue;
    svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    set(svg, width, (high * width) / wide);
    const around = svg.closest(".svg-container");
    if (around && !kept.some(([node]) => node === around)) set(around, width, (high * width) / wide);
  }
  if (kept.length) box.style.minHeight = "0";
  return () => {
    box.style.minHeight = least;
    for (const [node, wide, high] of kept) {
      node.removeAttribute("viewBox");
      node.style.width = wide;
      node.style.height = high;
    }
  };
}

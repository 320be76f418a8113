// Room for the names of an axis, measured before the figure is drawn. Plotly would draw it, measure the letters one by
// one and draw it again, which takes longer than all else it does.
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

function wide(text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    if (widths.size > 4000) widths.clear();
    pen.font = font;
    const lines = String(text).split("<br>").map((line) => line.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt);/g, (found) => ENTITIES[found]));
    widths.set(key, Math.max(...lines.map((line) => pen.measureText(line).width)));
  }
  return widths.get(key);
}

// The layout with its side margins set; an axis whose names are not given is left to Plotly.
export function ready(layout) {
  const margin = { ...layout.margin };
  const axes = {};
  for (const [name, axis] of Object.entries(layout)) {
    if (!/^[xy]axis\d*$/.test(name)) continue;
    // Names that would reach outside the figure are a fault of the chart, and not for each drawing to look for.
    axes[name] = { ...axis, ticklabeloverflow: "allow" };
    if (name[0] !== "y" || !axis.automargin || !axis.ticktext || axis.title?.text || axis.visible === false) continue;
    const letters = { ...layout.font, ...axis.tickfont };
    const font = `${letters.weight ?? 400} ${letters.size ?? 12}px ${letters.family ?? "sans-serif"}`;
    const room = Math.ceil(Math.max(0, ...axis.ticktext.map((text) => wide(text, font)))) + GAP;
    const side = axis.side === "right" ? "r" : "l";
    margin[side] = Math.max(margin[side] ?? 0, room);
    axes[name].automargin = false;
  }
  return { ...layout, ...axes, margin };
}

// Between the names and the plot, and between the names and the edge.
const GAP = 8;

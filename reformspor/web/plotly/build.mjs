// Writes ../static/vendor/plotly-cartesian.min.js with its licence and its hash, which a test holds it
// against. The same packages give the same bytes.
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = new URL("../static/vendor/", import.meta.url);
const { version, license } = JSON.parse(readFileSync("node_modules/plotly.js/package.json", "utf8"));
const { outputFiles } = await build({
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  write: false,
  outdir: "out",
  format: "iife",
  globalName: "Plotly",
  target: "es2020",
  legalComments: "none",
  define: { global: "globalThis", "define.amd": "false" },
  // Styles of the maps, which are not in it.
  loader: { ".css": "empty" },
  banner: { js: `/* plotly.js v${version} (bar, scatter, heatmap), ${license}, Copyright Plotly, Inc.; built by reformspor/web/plotly */` },
});
const [{ contents }] = outputFiles;
const hash = createHash("sha256").update(contents).digest("hex");
writeFileSync(new URL("plotly-cartesian.min.js", OUT), contents);
writeFileSync(new URL("plotly-cartesian.sha256", OUT), `${hash}  plotly-cartesian.min.js\n`);
copyFileSync("node_modules/plotly.js/LICENSE", new URL("plotly-cartesian.LICENSE.txt", OUT));
console.log(`${version} ${contents.length} bytes, sha256 ${hash}`);

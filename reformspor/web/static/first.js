// The page's beginning stands until the application has drawn the same, and goes in one frame, without a jump.
(() => {
  "use strict";
  const first = document.getElementById("rs-first");
  if (!first) return;
  const root = document.getElementById("root");
  const began = location.pathname;
  // Longer than any page takes that comes at all.
  const LONGEST = 30000;
  // So many seconds.
  const RESTING = 5;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const scheme = document.documentElement.style.colorScheme;
  first.classList.toggle("rs-dark", scheme ? scheme === "dark" : dark.matches);

  const seen = (part) => part && part.getBoundingClientRect().height > 0;
  const inSight = (part) => part.getBoundingClientRect().top < innerHeight + first.scrollTop;
  // What the reader must know at once, whatever has not come yet.
  const ALARMS = "[data-testid='stException'], [data-testid='stAlert'], [role='dialog'], .rs-notice[role='alert']";
  const ready = () => {
    if (location.pathname !== began || root.querySelector(ALARMS)) return true;
    if (!seen(root.querySelector("h1#main")) || root.querySelector("[data-testid='stSkeleton']")) return false;
    const texts = root.querySelectorAll("[data-testid='stMainBlockContainer'] [data-testid='stHtml']:not(:has(.rs-doors))").length;
    const card = root.querySelector(".rs-card, [data-testid='stPlotlyChart']");
    // Nothing that stands over the figure is still to come; the name over the page is a text too.
    if (texts <= Number(first.dataset.texts) || (first.dataset.figure && !card)) return false;
    // Our element says when it has drawn; of Streamlit's the drawing itself is looked for.
    if (!first.dataset.figure) return true;
    if (!card.matches(".rs-card")) return Boolean(card.querySelector(".main-svg")) || (seen(card) && !inSight(card));
    const plot = card.querySelector(".rs-plot");
    return !plot || !seen(plot) || Boolean(plot.dataset.drawn) || !inSight(plot);
  };
  // The application rests and nothing moves, but what was expected is not there: something else is.
  const rests = () => /notRunning|stopped/.test(root.querySelector("[data-testid='stApp']")?.dataset.testScriptState ?? "");

  let over = false;
  const leave = () => {
    if (over) return;
    over = true;
    watcher.disconnect();
    clearTimeout(late);
    clearInterval(calm);
    const main = root.querySelector("[data-testid='stMain']");
    const held = document.activeElement === first;
    const at = first.scrollTop;
    first.remove();
    if (main && at) main.scrollTop = at;
    if (main && held) {
      main.setAttribute("tabindex", "-1");
      main.focus({ preventScroll: true });
    }
  };
  let waiting = 0;
  let calmly = 0;
  const look = () => {
    waiting = 0;
    if (!over && ready()) leave();
  };
  const soon = () => {
    calmly = 0;
    waiting ||= requestAnimationFrame(look);
  };
  const watcher = new MutationObserver(soon);
  watcher.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-drawn", "data-test-script-state"] });
  const late = setTimeout(leave, LONGEST);
  const calm = setInterval(() => {
    calmly = rests() ? calmly + 1 : 0;
    if (calmly > RESTING) leave();
  }, 1000);
  first.addEventListener("scroll", soon, { passive: true });
  // A hidden window draws no frames.
  document.addEventListener("visibilitychange", soon);
})();

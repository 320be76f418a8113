// The order of drawing: what is in sight first. What has never been drawn follows whenever the browser has time to
// spare; what only changed, and is out of sight, waits until the reader comes near it.
const waiting = new Map();
const resting = new Map();
let running = false;
let nearby;

const spare = window.requestIdleCallback
  ? (run) => requestIdleCallback(run, { timeout: 200 })
  : (run) => setTimeout(run, 16);

function next() {
  const first = waiting.entries().next();
  if (first.done) {
    running = false;
    return;
  }
  const [box, draw] = first.value;
  waiting.delete(box);
  draw();
  spare(next);
}

function arrived(box) {
  const draw = resting.get(box);
  nearby?.unobserve(box);
  resting.delete(box);
  draw?.();
}

// A screen's height ahead of the reader, in the part of the page that scrolls.
function watch(box) {
  const root = box.closest("[data-testid='stMain']");
  if (!nearby || nearby.root !== root) {
    nearby?.disconnect();
    const near = (seen) => seen.forEach((one) => one.isIntersecting && arrived(one.target));
    nearby = new IntersectionObserver(near, { root, rootMargin: "100% 0px" });
    for (const other of resting.keys()) nearby.observe(other);
  }
  nearby.observe(box);
}

function inSight(box) {
  const where = box.getBoundingClientRect();
  return where.top < innerHeight && where.bottom > 0;
}

// What has come since the last frame is looked over and drawn in one: where each box lies is measured before any is
// drawn, and the page is laid out and painted once for all of them.
const come = new Map();
let frame = 0;
function together() {
  cancelAnimationFrame(frame);
  frame = 0;
  const all = [...come].map(([box, draw]) => [box, draw, inSight(box)]);
  come.clear();
  for (const [box, draw, seen] of all) {
    if (seen) draw();
    else if (box.dataset.drawn) {
      resting.set(box, draw);
      watch(box);
    } else waiting.set(box, draw);
  }
  if (waiting.size && !running) {
    running = true;
    spare(next);
  }
}

// Draw a box at the next frame if it is in sight, else in its turn; the answer takes it out of the queue.
export function soon(box, draw) {
  forget(box);
  come.set(box, draw);
  // A hidden window has no frames.
  if (document.hidden) together();
  else frame ||= requestAnimationFrame(together);
  return () => {
    if ([come, waiting, resting].some((held) => held.get(box) === draw)) forget(box);
  };
}

function forget(box) {
  come.delete(box);
  waiting.delete(box);
  if (resting.delete(box)) nearby?.unobserve(box);
}

document.addEventListener("visibilitychange", together);

// On paper all of it is read, so nothing may wait.
addEventListener("beforeprint", () => {
  together();
  for (const box of [...resting.keys()]) arrived(box);
  for (const [box, draw] of [...waiting]) {
    waiting.delete(box);
    draw();
  }
});

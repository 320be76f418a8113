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

function come(box) {
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
    const arrived = (seen) => seen.forEach((one) => one.isIntersecting && come(one.target));
    nearby = new IntersectionObserver(arrived, { root, rootMargin: "100% 0px" });
    for (const other of resting.keys()) nearby.observe(other);
  }
  nearby.observe(box);
}

function inSight(box) {
  const where = box.getBoundingClientRect();
  return where.top < innerHeight && where.bottom > 0;
}

// Draw a box now if it is in sight, else in its turn; the answer takes it out of the queue.
export function soon(box, draw) {
  waiting.delete(box);
  resting.delete(box);
  if (inSight(box)) {
    draw();
    return () => {};
  }
  if (box.dataset.drawn) {
    resting.set(box, draw);
    watch(box);
  } else {
    waiting.set(box, draw);
    if (!running) {
      running = true;
      spare(next);
    }
  }
  return () => {
    if (waiting.get(box) === draw) waiting.delete(box);
    if (resting.get(box) !== draw) return;
    resting.delete(box);
    nearby?.unobserve(box);
  };
}

// On paper all of it is read, so nothing may wait.
addEventListener("beforeprint", () => {
  for (const box of [...resting.keys()]) come(box);
  for (const [box, draw] of [...waiting]) {
    waiting.delete(box);
    draw();
  }
});

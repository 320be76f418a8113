// The order of drawing: what is in sight first, the rest one by one whenever the browser has time to spare.
const waiting = new Map();
let running = false;

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

// Draw a box now if it is in sight, else in its turn; the answer takes it out of the queue.
export function soon(box, draw) {
  const where = box.getBoundingClientRect();
  if (where.top < innerHeight && where.bottom > 0) {
    waiting.delete(box);
    draw();
    return () => {};
  }
  waiting.set(box, draw);
  if (!running) {
    running = true;
    spare(next);
  }
  return () => waiting.get(box) === draw && waiting.delete(box);
}

// On paper all of it is read, so nothing may wait.
addEventListener("beforeprint", () => {
  for (const [box, draw] of [...waiting]) {
    waiting.delete(box);
    draw();
  }
});

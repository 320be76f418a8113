// What a figure was in the period before, in one line. It is asked for when the page has come to rest, one card at a
// time and those in sight first, so that no figure waits for it.
const REST = 1000;
// A server that is busy or just starting again may leave a question without an answer; it is asked a few times more.
// What it refuses, or has no line for, it is not asked again.
const TRIES = 3;
const tried = new Map();
const waiting = new Set();
const known = new Map();
let asking = false;
let timer;

function inSight(card) {
  const where = card.before.getBoundingClientRect();
  return where.top < innerHeight && where.bottom > 0;
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(next, wait);
}

async function next() {
  if (asking || !waiting.size) return;
  for (const gone of [...waiting]) if (!gone.before.isConnected) waiting.delete(gone);
  const card = [...waiting].find(inSight) ?? [...waiting][0];
  if (!card) return;
  waiting.delete(card);
  asking = true;
  const [path, query] = card.data.against;
  const asked = `${path}.against?${query}`;
  const { lost, text } = await answered(asked);
  asking = false;
  if (!lost) known.set(asked, text);
  else if ((tried.get(asked) ?? 0) < TRIES) again(card, asked);
  // A filter may have changed meanwhile, and the card then waits for another line.
  if (card.asked === asked) card.before.textContent = text;
  later(20);
}

async function answered(asked) {
  try {
    const reply = await fetch(asked);
    return { lost: reply.status > 500, text: reply.ok ? await reply.text() : "" };
  } catch {
    return { lost: true, text: "" };
  }
}

function again(card, asked) {
  tried.set(asked, (tried.get(asked) ?? 0) + 1);
  setTimeout(() => {
    if (card.asked === asked && card.before.isConnected) {
      waiting.add(card);
      later(0);
    }
  }, 4 * REST);
}

export function against(card) {
  const [path, query] = card.data.against;
  card.asked = path ? `${path}.against?${query}` : "";
  waiting.delete(card);
  card.before.hidden = !path && !query;
  card.before.textContent = path ? (known.get(card.asked) ?? "") : query;
  if (path && !known.has(card.asked)) {
    waiting.add(card);
    later(REST);
  }
}

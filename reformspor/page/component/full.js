// A card over the whole screen, figure or table: the control that opens it closes it, and so does Escape; the focus
// comes back to the control. Where a browser has no full screen, the card fills its window.
let opened;

// All that is beside the card is out of reach for as long as it covers the page.
function shut(whole) {
  const kept = [];
  for (let node = whole; node && node !== document.body; node = node.parentElement) {
    for (const other of node.parentElement?.children ?? []) {
      if (other === node || other.inert || other.tagName === "SCRIPT") continue;
      other.inert = true;
      kept.push(other);
    }
  }
  return () => kept.forEach((other) => (other.inert = false));
}

function over(whole) {
  whole.setAttribute("popover", "manual");
  whole.showPopover();
}

async function open(card, whole, changed) {
  close();
  opened = { card, whole, changed, free: shut(whole) };
  whole.classList.add("rs-full");
  const mine = opened;
  try {
    await whole.requestFullscreen();
    mine.screen = true;
  } catch {
    if (opened === mine) over(whole);
  }
  if (opened === mine) changed(true);
}

function close() {
  if (!opened) return;
  const { card, whole, changed, free } = opened;
  opened = undefined;
  free();
  if (document.fullscreenElement === whole) document.exitFullscreen().catch(() => {});
  if (whole.hasAttribute("popover")) whole.removeAttribute("popover");
  whole.classList.remove("rs-full");
  changed(false);
  card.full.focus();
  card.full.scrollIntoView({ block: "nearest" });
}

// The browser's own way out of its full screen tells no key.
addEventListener("fullscreenchange", () => opened?.screen && !document.fullscreenElement && close());
addEventListener("beforeprint", close);
// The card may be gone from the page one comes back to.
addEventListener("popstate", close);
addEventListener("keydown", (event) => event.key === "Escape" && opened && !event.defaultPrevented && close());

// The control of a card; `changed` is told when the card has come to cover the screen, and when it no longer does.
export function fullScreen(card, whole, changed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rs-to-full";
  button.addEventListener("click", () => (opened?.whole === whole ? close() : open(card, whole, (on) => (said(card), changed(on)))));
  card.full = button;
  card.isFull = () => opened?.whole === whole;
  return button;
}

export function said(card) {
  card.full.textContent = card.full.title = card.data.words[card.isFull() ? "less" : "full"];
}

import { against } from "./against.js";
import { fullScreen, said as fullSaid } from "./full.js";
import { answeringKey, fillList, listed, refocused } from "./picks.js";

// A card's controls. What few readers open is fetched when it is opened, and belongs to no session.

function made(name, look, text) {
  const element = document.createElement(name);
  if (look) element.className = look;
  if (text) element.textContent = text;
  return element;
}

// The server has escaped every value in it, and the page's policy runs no script that is written into it.
function written(into, text) {
  if (into.rsText === text) return;
  into.rsText = text;
  into.innerHTML = text;
}

async function fetched(data, kind, into) {
  const asked = `${data.path}.${kind}?${data.query}`;
  into.dataset.asked = asked;
  into.setAttribute("aria-busy", "true");
  let text;
  try {
    const answer = await fetch(asked);
    if (answer.ok) text = await answer.text();
  } catch {
    text = undefined;
  }
  if (into.dataset.asked !== asked) return;
  into.removeAttribute("aria-busy");
  if (text === undefined) into.replaceChildren(made("p", "rs-notice", data.words.lost));
  else into.innerHTML = text;
}

function menu(label, kind) {
  const whole = made("details", `rs-menu rs-menu-${kind}`);
  const sheet = made("div", "rs-sheet");
  whole.append(made("summary", "", label), sheet);
  whole.addEventListener("toggle", () => {
    if (whole.open) for (const other of document.querySelectorAll("details.rs-menu[open]")) if (other !== whole) other.open = false;
  });
  whole.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !whole.open) return;
    event.stopPropagation();
    whole.open = false;
    whole.querySelector("summary").focus();
  });
  return whole;
}

addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.rs-menu[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

function choice(data, card) {
  const group = made("fieldset", "rs-views");
  group.setAttribute("aria-label", data.words.views);
  for (const code of ["figure", "table"]) {
    const label = made("label");
    const input = made("input");
    input.type = "radio";
    input.name = `view_${data.key}`;
    input.value = code;
    input.checked = code === "figure";
    input.addEventListener("change", () => card.choose(code));
    label.append(input, made("span", "", data.words[code]));
    group.append(label);
  }
  return group;
}

// Built once for a card, then told of each new answer.
function build(parent, data) {
  const head = made("div", "rs-head");
  const foot = made("div", "rs-under");
  const bar = made("div", "rs-controls");
  const place = made("div", "rs-plot-place");
  const table = made("div", "rs-table-place");
  const more = made("p", "rs-left-out");
  const whole = made("div", "rs-card");
  const before = made("p", "rs-against");
  whole.append(head, bar, place, more, table, before, foot);
  parent.replaceChildren(whole);
  const card = { head, foot, bar, place, table, more, before, data, view: "figure", page: 1 };
  card.choose = (code) => {
    card.view = code;
    card.page = 1;
    show(card, true);
  };
  card.views = choice(data, card);
  card.files = menu(data.words.files, "files");
  card.about = menu(data.words.about, "about");
  card.about.addEventListener("toggle", () => {
    const sheet = card.about.querySelector(".rs-sheet");
    if (card.about.open) fetched(card.data, "about", sheet);
  });
  card.picker = menu(data.words.pick, "pick");
  card.picker.addEventListener("toggle", () => card.picker.open && fillList(card));
  answeringKey(card);
  bar.append(card.views, card.picker, card.files, card.about);
  bar.after(fullScreen(card, whole, () => card.redraw?.()));
  return card;
}

function pager(card) {
  const { data } = card;
  if (data.pages < 2) return [];
  const bar = made("nav", "rs-pager");
  bar.setAttribute("aria-label", data.words.pages);
  const turn = (step, label, sign) => {
    const button = made("button", "", sign);
    button.type = "button";
    button.dataset.step = step;
    button.setAttribute("aria-label", label);
    button.disabled = card.page + step < 1 || card.page + step > data.pages;
    button.addEventListener("click", () => {
      card.page += step;
      show(card, true).then(() => {
        const same = card.table.querySelector(`.rs-pager button[data-step="${step}"]`);
        (same?.disabled ? card.table.querySelector(".rs-pager button:not(:disabled)") : same)?.focus();
      });
    });
    return button;
  };
  const where = made("span", "", `${card.page} / ${data.pages}`);
  where.setAttribute("aria-live", "polite");
  bar.append(turn(-1, data.words.former, "\u2039"), where, turn(1, data.words.next, "\u203a"));
  return [bar];
}

async function show(card, fetchIt) {
  const { data } = card;
  const table = !data.spec || card.view === "table";
  card.place.hidden = table;
  card.more.hidden = table || !data.leftOut;
  card.table.hidden = !table;
  if (!table) {
    card.table.replaceChildren();
    card.table.rsText = null;
    return;
  }
  if (data.said) {
    written(card.table, data.said);
    return;
  }
  card.table.rsText = null;
  let rows = card.table.querySelector(".rs-rows");
  if (!rows) {
    rows = made("div", "rs-rows");
    card.table.replaceChildren(rows);
  }
  for (const old of card.table.querySelectorAll(".rs-pager")) old.remove();
  card.table.append(...pager(card));
  if (data.table && card.page === 1) {
    delete rows.dataset.asked;
    rows.innerHTML = data.table;
  } else if (fetchIt) await fetched(data, `table-${card.page}`, rows);
}

// The way into a report: the card by its page, key and what is chosen, all of which its files are taken by too.
function along(data) {
  if (!data.along) return [];
  const [page, key] = data.path.split("/").slice(-2);
  const asked = new URLSearchParams(data.query);
  asked.delete("snapshot");
  asked.set("add", page);
  asked.set("key", key);
  const link = made("a", "", data.along);
  link.href = `/report?${asked}`;
  return [link];
}

// The controls of a card with this answer; gives the place of the plot, and whether it is the plot that is shown.
export function controls(parent, data, change, send) {
  if (!parent.rsCard) parent.rsCard = build(parent, data);
  const card = parent.rsCard;
  card.data = data;
  card.send = send;
  card.page = 1;
  written(card.head, data.head);
  refocused(card);
  listed(card);
  written(card.foot, data.foot);
  against(card);
  card.views.hidden = !data.spec;
  card.views.setAttribute("aria-label", data.words.views);
  [...card.views.querySelectorAll("span")].forEach((said, at) => (said.textContent = data.words[["figure", "table"][at]]));
  card.files.hidden = !data.files.length && !data.along;
  card.files.querySelector("summary").textContent = data.words.files;
  card.about.querySelector("summary").textContent = data.words.about;
  fullSaid(card);
  card.full.hidden = !data.spec && !data.table;
  card.files.querySelector(".rs-sheet").replaceChildren(
    ...data.files.map(([kind, label]) => {
      if (!kind) return made("p", "rs-note", label);
      const link = made("a", "", label);
      link.href = `${data.path}.${kind}?${data.query}`;
      link.download = "";
      return link;
    }),
    ...along(data),
  );
  if (card.about.open) fetched(data, "about", card.about.querySelector(".rs-sheet"));
  card.more.replaceChildren(data.leftOut ?? "");
  if (data.more) {
    const button = made("button", "", data.more);
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      const answer = await fetch(`${data.path}.whole-${data.theme}?${data.query}`).catch(() => null);
      if (answer?.ok) {
        change(await answer.json());
        card.more.replaceChildren();
      } else card.more.replaceChildren(data.words.lost);
    });
    card.more.append(" ", button);
  }
  show(card, true);
  return { card, place: card.place, shown: () => !card.place.hidden };
}

// What can be picked in a figure: a mark by pointer or touch, an entry of the key, and a list for those who use neither.

function made(name, look, text) {
  const element = document.createElement(name);
  if (look) element.className = look;
  if (text) element.textContent = text;
  return element;
}

// The codes of one text, of those filters the card offers.
function codes(text, offered) {
  if (typeof text !== "string") return {};
  return Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => name in offered));
}

// The codes a point of the plot stands for: its column's and its row's, its own, or else its series'.
export function codesAt(box, point, offered) {
  const trace = box.data[point.curveNumber];
  const at = point.pointNumber ?? point.pointIndex;
  const meta = trace.meta && typeof trace.meta === "object" ? trace.meta : {};
  if (Array.isArray(at)) return { ...codes(meta.columns?.[at[1]], offered), ...codes(meta.rows?.[at[0]], offered) };
  return codes(trace.customdata?.[at] ?? meta.trace, offered);
}

const same = (one, other) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => one[name] === other[name]);

// Tell the page; what is picked already is undone by picking it again.
export function tell(card, wanted) {
  const { picks } = card.data;
  if (!picks || !Object.keys(wanted).length) return;
  card.send(same(wanted, picks.chosen) ? {} : wanted);
}

// Marks answer to the pointer, and show that they do.
export function answering(box, card) {
  box.rsCard = card;
  if (box.rsAnswers || !box.on) return;
  box.rsAnswers = true;
  const found = (event) => {
    const { picks } = box.rsCard.data;
    return picks && event.points?.length ? codesAt(box, event.points[0], picks.options) : {};
  };
  box.on("plotly_click", (event) => tell(box.rsCard, found(event)));
  box.on("plotly_hover", (event) => box.classList.toggle("rs-can-pick", Object.keys(found(event)).length > 0));
  box.on("plotly_unhover", () => box.classList.remove("rs-can-pick"));
}

// The entries of the key that stand for something are buttons; they keep the focus when the page has answered.
export function answeringKey(card) {
  card.head.addEventListener("click", (event) => {
    const entry = event.target.closest("button[data-pick]");
    const { picks } = card.data;
    if (!entry || !picks) return;
    card.focused = entry.dataset.pick;
    tell(card, codes(entry.dataset.pick, picks.options));
  });
}

export function refocused(card) {
  if (!card.focused) return;
  const entry = [...card.head.querySelectorAll("button[data-pick]")].find((one) => one.dataset.pick === card.focused);
  if (document.activeElement === document.body) entry?.focus();
  card.focused = null;
}

function field(card, name) {
  const { picks, words } = card.data;
  const label = made("label", "", picks.labels[name]);
  const list = made("select");
  list.name = name;
  list.append(new Option(words.any, ""), ...picks.options[name].map(([code, said]) => new Option(said, code)));
  list.value = picks.chosen[name] ?? "";
  label.append(list);
  return label;
}

// The same choices as a list, for keyboard and screen reader; filled when it is opened.
export function fillList(card) {
  const sheet = card.picker.querySelector(".rs-sheet");
  const { picks, words } = card.data;
  const form = made("form", "rs-pick");
  const fields = Object.keys(picks.options).map((name) => field(card, name));
  const done = made("button", "", words.take);
  form.append(made("p", "rs-note", words.how), ...fields, done);
  if (Object.keys(picks.chosen).length) {
    const undo = made("button", "", words.undo);
    undo.type = "button";
    undo.addEventListener("click", () => leave({}));
    form.append(undo);
  }
  const leave = (wanted) => {
    card.picker.open = false;
    card.picker.querySelector("summary").focus();
    card.send(wanted);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(Object.fromEntries([...form.querySelectorAll("select")].filter((one) => one.value).map((one) => [one.name, one.value])));
  });
  sheet.replaceChildren(form);
}

export function listed(card) {
  const { picks, words } = card.data;
  card.picker.hidden = !picks;
  if (!picks) return;
  card.picker.querySelector("summary").textContent = words.pick;
  card.picker.classList.toggle("rs-picked", Object.keys(picks.chosen).length > 0);
  if (card.picker.open) fillList(card);
}

// Runs before the application: the page's language, the chosen colours, and links inside the text.
(() => {
  "use strict";
  window.prerenderReady = false;
  const root = document.documentElement;
  root.classList.add("rs-scripts");
  // Said outright, or Streamlit asks for its root below the page first and logs what it does not find.
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
  const THEME = "reformspor_theme";

  // A browser may be told to keep nothing; then the choice lasts as long as the page.
  const chosen = new Map();
  const keeper = (() => {
    try {
      localStorage.removeItem(`stActiveTheme-${location.pathname}-v2`);
      return localStorage;
    } catch {
      return { getItem: (name) => chosen.get(name) ?? null, setItem: (name, value) => chosen.set(name, value) };
    }
  })();

  // Streamlit asks for the system's colours and follows them as they change. It is answered with what the reader has
  // chosen here, one choice for the whole site, so a change of colours loads no page anew and draws no card anew.
  const DARK = "(prefers-color-scheme: dark)";
  const asked = matchMedia.bind(window);
  const system = asked(DARK);
  const colours = new EventTarget();
  const isDark = () => (keeper.getItem(THEME) ?? (system.matches ? "Dark" : "Light")) === "Dark";
  Object.defineProperties(colours, { media: { value: DARK }, matches: { get: isDark } });
  window.matchMedia = (query) => (query === DARK ? colours : asked(query));
  const coloured = () => {
    root.style.colorScheme = keeper.getItem(THEME)?.toLowerCase() ?? "";
    colours.dispatchEvent(new Event("change"));
  };
  system.addEventListener("change", coloured);
  coloured();

  // The page's beginning waits a moment for its letters: in others its lines would break elsewhere, and all would move.
  const LETTERS = 400;
  root.classList.add("rs-letters");
  const lettered = () => root.classList.remove("rs-letters");
  Promise.all(["400 1em 'Hanken Grotesk'", "500 1em 'Source Serif 4'"].map((font) => document.fonts.load(font))).then(lettered, lettered);
  setTimeout(lettered, LETTERS);

  const language = () => {
    const lang = new URLSearchParams(location.search).get("lang");
    if (!["nn", "nb", "en"].includes(lang)) return;
    if (root.lang !== lang) root.lang = lang;
    document.cookie = `reformspor_lang=${lang}; path=/; max-age=31536000; samesite=lax`;
  };
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name];
    history[name] = function (...given) {
      const result = plain.apply(this, given);
      language();
      return result;
    };
  }
  addEventListener("popstate", language);
  language();

  // Streamlit sets the language of its own texts back to English when it starts.
  new MutationObserver(() => {
    const lang = new URLSearchParams(location.search).get("lang");
    if (lang && root.lang !== lang) root.lang = lang;
  }).observe(root, { attributes: true, attributeFilter: ["lang"] });

  // Streamlit names its small parts in English whatever the page's language; the stylesheet has the reader's words.
  const NAMES = [
    ["Help for ", "--said-help"],
    ["Increment", "--said-more"],
    ["Decrement", "--said-less"],
    ["Choose date", "--said-date"],
    ["day, ", "--said-day"],
    ["month, ", "--said-month"],
    ["year, ", "--said-year"],
    ["file upload", "--said-files"],
    ["Open", "--said-open", "whole"],
    ["Clear value", "--said-clear", "whole"],
    ["Clear all", "--said-clear-all", "whole"],
    ["Remove ", "--said-remove"],
    ["Selected values", "--said-selected", "whole"],
  ];
  const wordsOf = (property) => getComputedStyle(root).getPropertyValue(property).trim().replace(/^"|"$/g, "");
  const named = new WeakMap();
  const rename = (part) => {
    const now = part.getAttribute("aria-label");
    const held = named.get(part);
    // After a change of language Streamlit leaves its own name as it is, so it is remembered.
    const own = held?.said === now ? held.own : now;
    const found = NAMES.find(([start, , whole]) => (whole ? own === start : own.startsWith(start)));
    if (!found) return;
    const words = wordsOf(found[1]);
    const said = words ? words + own.slice(found[0].length) : own;
    if (said !== now) part.setAttribute("aria-label", said);
    named.set(part, { own, said });
  };
  // What its lists tell a screen reader is put in words before it is read: the end of a sentence in English, ours for it.
  const TOLD = [
    [/ options? available\.$/, "--said-options"],
    [/, selected$/, "--said-chosen"],
  ];
  const tell = (node) => {
    for (const [ending, property] of TOLD) {
      const said = wordsOf(property);
      if (said && ending.test(node.textContent)) node.textContent = node.textContent.replace(ending, said);
    }
  };
  let waiting = 0;
  const name = () => {
    waiting = 0;
    // The file chooser's button has its words from the stylesheet, which not every screen reader tells.
    for (const button of document.querySelectorAll("[data-testid='stFileUploaderDropzone'] button")) {
      const said = getComputedStyle(button, "::after").content.replace(/^"|"$/g, "");
      if (said !== "none" && button.getAttribute("aria-label") !== said) button.setAttribute("aria-label", said);
    }
    document.querySelectorAll("button[aria-label], input[aria-label], [role='spinbutton'][aria-label], .stMultiSelect [aria-label]").forEach(rename);
  };
  // What scrolls sideways shows at which edge there is more; a table's hint is told with it.
  let hints = 0;
  const measured = (part) => ({ part, at: part.scrollLeft, over: part.scrollWidth - part.clientWidth });
  const edge = ({ part, at, over }) => {
    const place = part.parentElement;
    const more = over > 2 ? [at > 2 && "left", at < over - 2 && "right"] : [];
    const said = more.filter(Boolean).join(" ");
    if ((place.dataset.more ?? "") !== said) said ? (place.dataset.more = said) : delete place.dataset.more;
    const hint = place.parentElement.querySelector(":scope > .rs-wide-hint");
    if (!hint) return;
    hint.hidden = over <= 2;
    hint.id ||= `rs-wide-${(hints += 1)}`;
    if (part.getAttribute("aria-describedby") !== hint.id) part.setAttribute("aria-describedby", hint.id);
  };
  // All are measured before any is told: what one is told would else lay out the page anew for the next.
  const edges = () => [...document.querySelectorAll(".rs-scroll, .rs-plot")].map(measured).forEach(edge);
  addEventListener("scroll", ({ target }) => target.matches?.(".rs-scroll, .rs-plot") && edge(measured(target)), true);

  let going = "";
  const found = () => {
    const link = document.activeElement === document.body && document.querySelector(`.${going} [aria-current]`);
    if (!link || link.search !== location.search) return;
    link.focus({ preventScroll: true });
    going = "";
  };

  const soon = () => {
    waiting ||= requestAnimationFrame(() => (name(), edges(), going && found()));
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) if (target.closest?.("[data-live-announcer]")) addedNodes.forEach(tell);
    soon();
  }).observe(root, { childList: true, subtree: true });
  addEventListener("resize", soon);
  addEventListener("toggle", soon, true);

  // What is folded away on the screen is read on paper.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details.rs-marks-fold")) folded.open = true;
  });

  const isPage = (link) => {
    if (link.origin !== location.origin || link.target || link.hasAttribute("download") || link.hash) return false;
    const pages = document.querySelector(".rs-nav")?.dataset.pages.split(" ") ?? [];
    return ["", ...pages].includes(link.pathname.slice(1));
  };

  addEventListener("click", (event) => {
    const place = event.target instanceof Element ? event.target : null;
    if (!place) return;

    const theme = place.closest("[class*='st-key-theme_'] button");
    if (theme) {
      const dark = theme.closest(".st-key-theme_dark");
      keeper.setItem(THEME, dark ? "Dark" : "Light");
      coloured();
      return;
    }

    if (place.closest(".rs-skip")) {
      const main = document.querySelector(".rs-main, [data-testid='stMain']");
      if (main) {
        event.preventDefault();
        main.setAttribute("tabindex", "-1");
        main.focus();
        main.scrollIntoView();
      }
      return;
    }

    // A page of ours is gone to within the application, as by the browser's own way back, so that the session stays.
    const link = place.closest("#root a[href]");
    const other = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || other || !isPage(link) || !document.querySelector("[data-testid='stApp']")) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    scrollTo(0, 0);
    document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
    // Who goes by the keyboard goes on from where they were, when the links have been written anew.
    if (link.matches(".rs-door") && event.detail === 0) going = link.parentElement.classList[1];
  }, true);
})();

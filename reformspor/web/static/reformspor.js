// Runs before the application: the page's language, the chosen colours, and links inside the text.
(() => {
  "use strict";
  window.prerenderReady = false;
  const root = document.documentElement;
  // Said outright, or Streamlit asks for its root below the page first and logs what it does not find.
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
  const THEME = "reformspor_theme";

  // Streamlit keeps the theme for each address it was opened at; ours is one choice for the whole site.
  const chosen = localStorage.getItem(THEME);
  const key = `stActiveTheme-${location.pathname}-v2`;
  if (chosen === "Dark" || chosen === "Light") {
    localStorage.setItem(key, JSON.stringify(chosen));
    root.style.colorScheme = chosen.toLowerCase();
  }

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

  // The file chooser's button has its words from the stylesheet, which not every screen reader tells.
  const BUTTONS = [
    ["Help for ", "--said-help"],
    ["Increment", "--said-more"],
    ["Decrement", "--said-less"],
    ["Choose date", "--said-date"],
    ["day, ", "--said-day"],
    ["month, ", "--said-month"],
    ["year, ", "--said-year"],
  ];
  let waiting = 0;
  const name = () => {
    waiting = 0;
    for (const button of document.querySelectorAll("[data-testid='stFileUploaderDropzone'] button")) {
      const said = getComputedStyle(button, "::after").content.replace(/^"|"$/g, "");
      if (said !== "none" && button.getAttribute("aria-label") !== said) button.setAttribute("aria-label", said);
    }
    // Streamlit names its small buttons in English whatever the page's language; the stylesheet has the reader's words.
    const style = getComputedStyle(root);
    for (const [start, property] of BUTTONS) {
      const said = style.getPropertyValue(property).trim().replace(/^"|"$/g, "");
      if (!said) continue;
      for (const button of document.querySelectorAll(`[aria-label^="${start}"]`)) {
        button.setAttribute("aria-label", said + button.getAttribute("aria-label").slice(start.length));
      }
    }
  };
  new MutationObserver(() => {
    waiting ||= requestAnimationFrame(name);
  }).observe(root, { childList: true, subtree: true });

  // What is folded away on the screen is read on paper.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details.rs-marks-fold")) folded.open = true;
  });

  addEventListener("click", (event) => {
    const place = event.target instanceof Element ? event.target : null;
    if (!place) return;

    const theme = place.closest("[class*='st-key-theme_'] button");
    if (theme) {
      const dark = theme.closest(".st-key-theme_dark");
      localStorage.setItem(THEME, dark ? "Dark" : "Light");
      location.reload();
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

    // A link in a tile goes through the navigation, so that the session and the filters stay.
    const link = place.closest("a[data-page], a.rs-link");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const target = new URL(link.href, location.href).pathname;
      for (const other of document.querySelectorAll("[class*='st-key-nav'] a[href]")) {
        if (new URL(other.href, location.href).pathname === target) {
          event.preventDefault();
          other.click();
          scrollTo(0, 0);
          return;
        }
      }
    }
  }, true);
})();

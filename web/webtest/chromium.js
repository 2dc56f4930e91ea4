// Evaluated in a page by chromium_tab.go: finds things by the words that stand on
// them, as people do, and says where they are. In an open dialog it looks nowhere else.
(() => {
  const rows = "tr, li, form, section, article, fieldset, dl, figure, details";
  const clean = (s) => s.replace(/\s+/g, " ").trim();
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getClientRects().length > 0;
  const root = () => document.querySelector("dialog[open]") || document.body;
  const seen = (el) => {
    const copy = el.cloneNode(true);
    for (const hidden of copy.querySelectorAll(".vh")) hidden.remove();
    return clean(copy.textContent);
  };

  // scopes are the rows that hold the words, the smallest first; without words, everything.
  const scopes = (words) => {
    if (!words) return [root()];
    const fits = [...root().querySelectorAll(rows)].filter((el) => shown(el) && clean(el.innerText).includes(words));
    return fits.sort((a, b) => a.innerText.length - b.innerText.length);
  };

  const labelOf = (el) => {
    const label = el.getAttribute("aria-label");
    return label ? [clean(label)] : [...(el.labels || [])].map((l) => clean(l.textContent));
  };
  const control = (within, words) => {
    const all = [...within.querySelectorAll("input:not([type=hidden]), textarea, select")].filter(
      (el) => shown(el) || [...(el.labels || [])].some(shown),
    );
    for (const fits of [(s) => s === words, (s) => s.startsWith(words), (s) => s.includes(words)]) {
      const found = all.find((el) => labelOf(el).some(fits));
      if (found) return found;
    }
    return null;
  };

  const rank = (el, words) => {
    const names = [clean(el.textContent), seen(el), clean(el.getAttribute("aria-label") || "")];
    let r = 1;
    if (names.includes(words)) r += 4;
    else if (!names.some((n) => n.startsWith(words))) return 0;
    if (el.closest("main, dialog")) r += 2;
    if (el.tagName === "BUTTON") r += 1;
    return r;
  };
  const pressable = (within, words) => {
    let best = null;
    let most = 0;
    for (const el of within.querySelectorAll("button:not(:disabled), a[href], summary")) {
      const r = shown(el) ? rank(el, words) : 0;
      if (r > most) [best, most] = [el, r];
    }
    return best;
  };

  // at is the middle of an element that a person could hit, scrolled into view.
  const at = (el) => {
    const hit = shown(el) && el.getBoundingClientRect().width > 4 ? el : [...(el.labels || [])].find(shown) || el;
    const place = () => [...hit.getClientRects()].find((b) => b.width && b.height) || hit.getBoundingClientRect();
    hit.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    let box = place();
    if (box.bottom > innerHeight || box.top < 0) {
      // What sticks to the edge of a box that scrolls is not brought into view by that.
      scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
      box = place();
    }
    const x = box.left + Math.min(box.width / 2, 40);
    const y = box.top + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const free = top && (hit.contains(top) || top.contains(hit) || [...(el.labels || [])].some((l) => l.contains(top)));
    return { x, y, blocked: free ? "" : top ? top.outerHTML.slice(0, 200) : `nothing at ${x}, ${y} of ${innerWidth} × ${innerHeight}`, type: el.type || "", tag: el.tagName };
  };

  return {
    find(kind, within, words) {
      for (const where of scopes(within)) {
        const el = kind === "control" ? control(where, words) : pressable(where, words);
        if (!el) continue;
        window.__found = el;
        return at(el);
      }
      return null;
    },
    // set is for what cannot be typed: dates, and lists whose menu is the system's.
    set(value) {
      const el = window.__found;
      if (el.tagName === "SELECT") {
        const option = [...el.options].find((o) => clean(o.textContent).startsWith(value) || o.value === value);
        if (!option) return false;
        el.value = option.value;
      } else {
        el.value = value;
      }
      el.dispatchEvent(new Event("input", { bubbles: true }));
      el.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    },
    checked: () => window.__found.checked,
    select: () => (window.__found.focus(), window.__found.select()),
    // remember and changed: whether what was pressed has led to something, and all of it is there.
    remember() {
      window.__before = { main: document.querySelector("main"), text: root().innerText, address: location.href };
    },
    changed() {
      if (document.readyState !== "complete" || document.querySelector("[data-busy]")) return false;
      const b = window.__before;
      return !b || !b.main.isConnected || b.text !== root().innerText || b.address !== location.href;
    },
    text: () => clean(document.body.innerText),
    // status is that of the last page, also of one that was fetched to be shown in place.
    status() {
      const fetched = performance.getEntriesByType("resource").filter((e) => ["fetch", "xmlhttprequest"].includes(e.initiatorType));
      return [...performance.getEntriesByType("navigation"), ...fetched].at(-1).responseStatus;
    },
  };
})()

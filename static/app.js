// The portal's own script. Every page works without it: forms post, links lead
// somewhere, and times are printed by the server. It may only make that nicer.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // An error summary takes the focus, so that it is read before the form.
  const focusSummary = () => {
    const summary = document.querySelector(".error-summary");
    if (summary) summary.focus();
    return summary !== null;
  };

  // "4 days 8 hours left", from the time element beside it and the words the server put on <body>.
  const unit = (n, name) =>
    new Intl.NumberFormat(root.lang, { style: "unit", unit: name, unitDisplay: "long" }).format(n);
  const span = (ms) => {
    const minutes = Math.floor(Math.abs(ms) / 60000);
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    const parts = [];
    if (days) parts.push(unit(days, "day"));
    if (hours && days < 10) parts.push(unit(hours, "hour"));
    if (!days && hours < 3) parts.push(unit(minutes % 60, "minute"));
    return parts.join(root.lang.startsWith("zh") ? "" : " ");
  };
  // What counts is the portal's time and not this machine's.
  const ahead = Date.parse(document.body.dataset.now) - Date.now();
  const refresh = () => {
    if (Number.isNaN(ahead)) return;
    const words = document.body.dataset;
    for (const el of document.querySelectorAll("[data-until]")) {
      const ms = Date.parse(el.dataset.until) - Date.now() - ahead;
      if (Number.isNaN(ms)) continue;
      el.textContent = (ms > 0 ? words.left : words.passed).replace("{time}", span(ms));
    }
  };

  // A link or button marked data-dialog leads to a page that asks for confirmation. Here the same
  // form is shown in a dialog; when anything is unusual, the page itself is opened instead.
  const target = (el) => {
    if (el.tagName === "A") return new URL(el.href);
    const form = el.form;
    const url = new URL(el.getAttribute("formaction") || form.action, location.href);
    url.search = new URLSearchParams(new FormData(form, el)).toString();
    return url;
  };
  const ask = async (el) => {
    const url = target(el);
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = page.querySelector("main form[data-confirm]");
      if (!answer.ok || answer.redirected || !form) throw new Error("no form to show");
      show(document.importNode(form, true), el);
    } catch {
      location.assign(url);
    }
  };
  const show = (form, opener) => {
    const dialog = document.createElement("dialog");
    form.removeAttribute("class");
    const title = form.querySelector("h1");
    if (title) {
      const h2 = document.createElement("h2");
      h2.append(...title.childNodes);
      h2.id = "dialog-title";
      title.replaceWith(h2);
      form.removeAttribute("aria-labelledby");
      dialog.setAttribute("aria-labelledby", h2.id);
    }
    dialog.append(form);
    document.body.append(dialog);
    const cancel = form.querySelector("[data-cancel]");
    if (cancel) {
      cancel.parentElement.prepend(cancel);
      cancel.addEventListener("click", (e) => {
        e.preventDefault();
        dialog.close();
      });
    }
    dialog.addEventListener("close", () => {
      dialog.remove();
      opener.focus();
    });
    dialog.showModal();
    if (cancel) cancel.focus();
  };

  document.addEventListener("click", (e) => {
    if (e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey) return;
    const el = e.target.closest("[data-dialog]");
    if (!el || !("showModal" in HTMLDialogElement.prototype)) return;
    e.preventDefault();
    ask(el);
  });

  // "Select all": a checkbox with data-check-all="name" follows and leads the boxes of that name.
  document.addEventListener("change", (e) => {
    const box = e.target;
    if (box.type !== "checkbox") return;
    const form = box.form || document;
    const named = (name) => [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
    if (box.dataset.checkAll) {
      for (const one of named(box.dataset.checkAll)) one.checked = box.checked;
      return;
    }
    const all = form.querySelector(`[data-check-all="${CSS.escape(box.name)}"]`);
    if (!all) return;
    const boxes = named(box.name);
    const on = boxes.filter((one) => one.checked).length;
    all.checked = on > 0 && on === boxes.length;
    all.indeterminate = on > 0 && on < boxes.length;
  });

  // What is typed into a password field can be looked at: a button that only script can offer.
  const offerSight = () => {
    const words = document.body.dataset;
    for (const input of document.querySelectorAll("input[type=password]:not([data-sight])")) {
      input.dataset.sight = "";
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: words.show });
      button.setAttribute("aria-controls", input.id);
      button.addEventListener("click", () => {
        const shown = input.type === "text";
        input.type = shown ? "password" : "text";
        button.textContent = shown ? words.show : words.hide;
      });
      const both = Object.assign(document.createElement("div"), { className: "secret-field" });
      input.replaceWith(both);
      both.append(input, button);
      input.form?.addEventListener("submit", () => (input.type = "password"));
    }
  };

  // A form is sent once: a second press while the answer is on its way does nothing.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      e.preventDefault();
      return;
    }
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // Menus close on Escape and on a click elsewhere.
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (e) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(e.target)) menu.open = false;
    }
  });

  // A chosen file goes by itself where its control says which button sends it.
  document.addEventListener("change", (e) => {
    const { form, dataset, type, files } = e.target;
    if (type !== "file" || !dataset.send || !files.length) return;
    const button = form.querySelector(`button[value="${CSS.escape(dataset.send)}"]`);
    if (button) form.requestSubmit(button);
  });

  // Files on their way say how far they are, and can be stopped. The form is sent as it would be
  // without script; what comes back is shown in place, and anything unusual is asked for as a page.
  const arrive = (xhr) => {
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const main = page.getElementById("main");
    if (!main || !(xhr.getResponseHeader("Content-Type") || "").startsWith("text/html")) {
      location.assign(xhr.responseURL);
      return;
    }
    const url = new URL(xhr.responseURL);
    const stays = url.pathname === location.pathname;
    if (xhr.status < 300 && url.href !== location.href) {
      if (!history.state?.htmx) history.replaceState({ htmx: true }, "");
      history.pushState({ htmx: true }, "", url);
    }
    document.title = page.title;
    for (const id of ["topbar", "main"]) {
      const part = page.getElementById(id);
      if (part) document.getElementById(id).replaceWith(document.importNode(part, true));
    }
    window.htmx?.process(document.body);
    if (!focusSummary()) {
      document.getElementById("main").focus({ preventScroll: true });
      if (!stays) scrollTo({ top: 0, behavior: "instant" });
    }
    refresh();
    offerSight();
  };
  const send = (form, input, submitter) => {
    const words = input.dataset;
    const box = Object.assign(document.createElement("div"), { className: "sending" });
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    const far = Object.assign(document.createElement("span"), { id: "sending-far" });
    const state = document.createElement("span");
    const stop = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: words.stop });
    bar.setAttribute("aria-labelledby", far.id);
    state.setAttribute("role", "status");
    box.append(bar, far, state, stop);
    form.querySelector(".sending")?.remove();
    input.closest(".field").append(box);
    const tell = (percent) => {
      bar.value = percent;
      far.textContent = words.sending.replace("{percent}", `${percent}%`);
    };
    const end = (told) => {
      delete form.dataset.sent;
      delete box.dataset.busy;
      bar.remove();
      far.remove();
      stop.remove();
      state.textContent = told;
    };
    box.dataset.busy = "1";
    form.dataset.sent = "1";
    tell(0);
    const xhr = new XMLHttpRequest();
    xhr.open("POST", submitter?.getAttribute("formaction") || form.action);
    xhr.setRequestHeader("Accept", "text/html");
    xhr.upload.addEventListener("progress", (e) => e.lengthComputable && tell(Math.floor((100 * e.loaded) / e.total)));
    xhr.upload.addEventListener("load", () => {
      stop.remove();
      bar.removeAttribute("value");
      far.textContent = state.textContent = words.checking;
      far.className = "vh";
    });
    xhr.addEventListener("load", () => arrive(xhr));
    xhr.addEventListener("error", () => end(words.broken));
    xhr.addEventListener("abort", () => end(words.stopped));
    stop.addEventListener("click", () => {
      xhr.abort();
      (submitter || input).focus();
    });
    xhr.send(new FormData(form, submitter));
  };
  document.addEventListener(
    "submit",
    (e) => {
      const form = e.target;
      const input = form.querySelector("input[type=file][data-sending]");
      if (!input || form.enctype !== "multipart/form-data" || ![...form.querySelectorAll("input[type=file]")].some((one) => one.files.length)) return;
      e.preventDefault();
      e.stopPropagation();
      if (!form.dataset.sent) send(form, input, e.submitter);
    },
    true,
  );

  // Pages that htmx shows in place of the main part. One that comes back for more (a file was added,
  // a list was filtered) stays where it was scrolled to; another one begins at its top. When no answer
  // comes, the browser asks itself, and says what is wrong.
  let stood = null;
  document.addEventListener("htmx:before:request", () => {
    stood = { path: location.pathname, y: scrollY };
  });
  document.addEventListener("htmx:after:settle", () => {
    if (!stood) return;
    const main = document.getElementById("main");
    if (!main) location.reload();
    else if (!focusSummary()) {
      main.focus({ preventScroll: true });
      scrollTo({ top: stood.path === location.pathname ? stood.y : 0, behavior: "instant" });
    }
    stood = null;
    refresh();
    offerSight();
  });
  document.addEventListener("htmx:error", (e) => {
    const el = e.target;
    if (el.tagName === "A") location.assign(el.href);
    if (el.tagName !== "FORM") return;
    const button = e.detail.ctx?.request?.submitter;
    if (button && button.name) el.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    HTMLFormElement.prototype.submit.call(el);
  });

  offerSight();
  focusSummary();
  refresh();
  setInterval(refresh, 60000);
})();

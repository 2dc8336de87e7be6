/* Kept: what the page does beyond links and forms. Everything works without it.
   Keeps nothing in the browser: no storage, no cookies, no eval. */
(() => {
  "use strict";
  /* Loaded before htmx, which would note the path of every page: there is no storage to note it in. */
  for (const name of ["sessionStorage", "localStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("closed", "SecurityError"); } });
  }
  const root = document.documentElement;
  const status = () => document.getElementById("status");
  const say = (words) => { const box = status(); if (box && words) box.textContent = words; };

  /* Leave: the page is blank before the next one has been asked for. */
  const blank = () => { root.classList.add("gone"); document.title = "\u200b"; };
  const leave = () => {
    const link = document.querySelector("[data-leave]");
    if (!link) return;
    blank();
    location.replace(link.href);
  };
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") { presses = []; return; }
    presses = [...presses.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
    if (presses.length >= 3) { presses = []; leave(); }
  }, true);
  addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-leave]")) return;
    event.preventDefault();
    leave();
  }, true);

  /* A page brought back from the browser's memory is asked for afresh. */
  addEventListener("pageshow", (event) => {
    if (event.persisted) { blank(); location.reload(); return; }
    document.querySelectorAll("form").forEach(release);
  });

  /* A form on its way is not sent a second time. */
  function release(form) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-busy]").forEach((part) => part.removeAttribute("aria-busy"));
  }
  const hold = (form, button) => {
    form.dataset.sending = "";
    (button || form.querySelector("button:not([type=button])"))?.setAttribute("aria-busy", "true");
  };
  const byHtmx = (form) => form.matches("[hx-post], [hx-get], [hx-put], [hx-patch], [hx-delete]");
  addEventListener("submit", (event) => {
    const form = event.target;
    if ("sending" in form.dataset) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    if (!byHtmx(form) && !("again" in form.dataset) && form.method === "post") hold(form, event.submitter);
  }, true);
  addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.matches("form")) hold(detail.elt, detail.requestConfig.triggeringEvent?.submitter);
  });
  addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt.matches("form")) release(detail.elt);
  });

  /* After a swap: to the first thing to put right, or to where the page says. */
  const settled = new WeakSet();
  addEventListener("htmx:afterSettle", ({ detail }) => {
    const part = detail.elt;
    if (!part.isConnected || settled.has(detail.xhr)) return;
    const first = (query) => (part.matches(query) ? part : part.querySelector(query));
    const next = first("[aria-invalid=true]") || first("[data-focus]");
    /* What a page fetches by itself while it loads takes no focus and scrolls nothing. */
    const asked = detail.requestConfig?.triggeringEvent;
    const lost = asked && (!document.activeElement || document.activeElement === document.body);
    if (!next && !lost) return;
    settled.add(detail.xhr);
    const stop = next || part;
    if (stop.tabIndex < 0 && !stop.hasAttribute("tabindex")) stop.setAttribute("tabindex", "-1");
    stop.focus();
  });

  /* When the server cannot be reached or refuses: say so, lose nothing. */
  addEventListener("htmx:sendError", () => say(status()?.dataset.unreached));
  addEventListener("htmx:timeout", () => say(status()?.dataset.unreached));
  addEventListener("htmx:responseError", () => say(status()?.dataset.refused));

  /* Small helps, once the page stands. */
  const begin = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    document.querySelectorAll("input[data-timezone]").forEach((box) => { if (zone) box.value = zone; });
    document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
  };
  addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    const from = button && document.querySelector(button.dataset.copy);
    if (!from) return;
    try {
      await navigator.clipboard.writeText(from.value ?? from.textContent);
      say(button.dataset.copied);
    } catch { from.select?.(); }
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin); else begin();
})();

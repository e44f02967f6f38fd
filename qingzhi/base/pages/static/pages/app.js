/* What scripts add; every page works without. */
(function () {
  "use strict";
  var doc = document;
  function each(root, selector, act) { Array.prototype.forEach.call(root.querySelectorAll(selector), act); }
  function copyOf(id) { return doc.getElementById(id).content.firstElementChild.cloneNode(true); }

  /* The reader is put where the news is: the errors, else the heading after a move within the site. */
  function focusFirst() {
    var errors = doc.querySelector("[data-focus]");
    if (errors) { errors.focus(); return; }
    var moved = doc.referrer && doc.referrer.indexOf(location.origin + "/") === 0;
    var heading = doc.querySelector("h1[tabindex]");
    if (moved && heading && !location.hash && !doc.querySelector("[autofocus]") && doc.activeElement === doc.body) {
      heading.focus({ preventScroll: true });
    }
  }

  /* Open details of the top bar close with Escape or a click elsewhere. */
  doc.addEventListener("keydown", function (event) {
    var open = doc.querySelector("details.user[open]");
    if (event.key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); }
  });
  doc.addEventListener("click", function (event) {
    each(doc, "details.user[open]", function (open) { if (!open.contains(event.target)) { open.open = false; } });
  });

  /* The key / leads to the search box, unless something is being written. */
  doc.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    var box = doc.querySelector("[data-slash]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });

  /* Listings: old rows stay while new ones come, failures say so, the count is spoken, empty names leave the address. */
  doc.addEventListener("htmx:configRequest", function (event) {
    if (!event.detail.elt.closest("[data-listing-form]")) { return; }
    Object.keys(event.detail.parameters).forEach(function (name) {
      if (event.detail.parameters[name] === "") { delete event.detail.parameters[name]; }
    });
  });
  /* Leaving the search box says nothing new: it was asked while it was written; asking again would undo the link just clicked. */
  doc.addEventListener("htmx:confirm", function (event) {
    var cause = event.detail.triggeringEvent;
    if (cause && cause.type === "change" && cause.target.type === "search") { event.preventDefault(); }
  });
  doc.addEventListener("htmx:beforeRequest", function (event) { event.detail.target.setAttribute("aria-busy", "true"); });
  doc.addEventListener("htmx:afterRequest", function (event) { event.detail.target.removeAttribute("aria-busy"); });
  function failed(event) {
    var target = event.detail.target, old = target.querySelector("[data-load-error]");
    if (old) { old.remove(); }
    var note = copyOf("load-error");
    note.setAttribute("data-load-error", "");
    note.querySelector("a").href = location.href;
    target.prepend(note);
  }
  doc.addEventListener("htmx:responseError", failed);
  doc.addEventListener("htmx:sendError", failed);
  doc.addEventListener("htmx:timeout", failed);
  doc.addEventListener("htmx:afterSwap", function (event) {
    var rows = doc.getElementById(event.detail.target.id);
    if (!rows || !rows.classList.contains("listing-rows")) { return; }
    var count = rows.querySelector(".listing-count, .panel-title");
    var status = rows.parentNode.querySelector("[data-listing-status]");
    if (status && count) { status.textContent = count.textContent; }
    if (doc.activeElement === doc.body) { rows.focus({ preventScroll: true }); }
    if (rows.getBoundingClientRect().top < 0) { rows.scrollIntoView({ block: "start" }); }
  });

  /* Uploads: a row for each chosen file, with what is wrong with it. */
  doc.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file") { return; }
    var list = doc.querySelector('[data-upload-rows="' + input.id + '"]');
    if (!list) { return; }
    list.textContent = "";
    var limit = Number(input.dataset.maxBytes || 0), kinds = (input.accept || "").toLowerCase().split(",").filter(Boolean);
    Array.prototype.forEach.call(input.files, function (file) {
      var row = doc.createElement("li"), name = doc.createElement("span"), size = doc.createElement("span"), mark = doc.createElement("span");
      var ending = "." + file.name.toLowerCase().split(".").pop(), wrong = "";
      if (limit && file.size > limit) { wrong = "超过大小限制"; }
      if (kinds.length && kinds.indexOf(ending) < 0) { wrong = "类型不符"; }
      mark.textContent = wrong ? "✕" : "✓";
      name.textContent = file.name;
      size.className = "num nowrap";
      size.textContent = wrong || (file.size < 1048576 ? Math.max(1, Math.round(file.size / 1024)) + " KB" : (file.size / 1048576).toFixed(1) + " MB");
      if (wrong) { row.className = "bad"; }
      row.append(mark, name, size);
      list.append(row);
    });
  });

  /* Drafts: kept on this machine per account and form, offered again, dropped when the form was accepted or on signing out. */
  var WEEK = 7 * 24 * 3600 * 1000;
  function prefix() { return "draft:" + (doc.body.dataset.owner || "") + ":"; }
  function keep(store, key, value) { try { if (value === null) { store.removeItem(key); } else { store.setItem(key, value); } } catch (error) { /* private mode */ } }
  function read(store, key) { try { return store.getItem(key); } catch (error) { return null; } }
  function eachField(form, act) {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && !/^(hidden|password|file|submit|button|reset)$/.test(field.type) && !field.readOnly && !field.disabled) { act(field); }
    });
  }
  function written(form) {
    var found = {};
    eachField(form, function (field) {
      var ticks = field.type === "checkbox" || field.type === "radio";
      (found[field.name] = found[field.name] || []).push(ticks ? (field.checked ? field.value : null) : field.value);
    });
    return found;
  }
  function restore(form, values) {
    var seen = {};
    eachField(form, function (field) {
      var index = seen[field.name] = (seen[field.name] === undefined ? 0 : seen[field.name] + 1);
      var value = (values[field.name] || [])[index];
      if (value === undefined) { return; }
      if (field.type === "checkbox" || field.type === "radio") { field.checked = value !== null; } else { field.value = value; }
    });
  }
  function watchDraft(form) {
    var key = prefix() + form.dataset.draft, note = form.querySelector("[data-draft-note]"), timer = 0;
    var before = JSON.stringify(written(form)), kept = null;
    try { kept = JSON.parse(read(localStorage, key) || "null"); } catch (error) { kept = null; }
    if (kept && Date.now() - kept.at > WEEK) { keep(localStorage, key, null); kept = null; }
    if (kept && JSON.stringify(kept.values) !== before && !form.querySelector("[data-focus]")) {
      var offer = copyOf("draft-offer");
      offer.querySelector("[data-draft-at]").textContent = new Date(kept.at).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" });
      offer.querySelector("[data-draft-restore]").addEventListener("click", function () { restore(form, kept.values); offer.remove(); form.querySelector("input:not([type=hidden]), select, textarea").focus(); });
      offer.querySelector("[data-draft-drop]").addEventListener("click", function () { keep(localStorage, key, null); offer.remove(); });
      form.prepend(offer);
    }
    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        keep(localStorage, key, JSON.stringify({ at: Date.now(), values: written(form) }));
        if (note) { note.textContent = "草稿已保存在本机"; }
      }, 600);
    });
    form.addEventListener("submit", function () {
      clearTimeout(timer);
      keep(localStorage, key, JSON.stringify({ at: Date.now(), values: written(form) }));
      keep(sessionStorage, "draft-sent", JSON.stringify({ key: key, from: location.pathname }));
    });
  }
  function settleDrafts() {
    var sent = null;
    try { sent = JSON.parse(read(sessionStorage, "draft-sent") || "null"); } catch (error) { sent = null; }
    if (sent) {
      /* Accepted: a page without an error that the form led to. One that was opened after a lost connection is not. */
      var refused = doc.querySelector("[data-focus], [data-error-page], input[type=password]");
      if (!refused && doc.referrer.split("?")[0] === location.origin + sent.from) { keep(localStorage, sent.key, null); }
      keep(sessionStorage, "draft-sent", null);
    }
    each(doc, "form[data-draft]", watchDraft);
    each(doc, "form[data-sign-out]", function (form) {
      form.addEventListener("submit", function () {
        var mine = prefix();
        try { Object.keys(localStorage).forEach(function (key) { if (key.indexOf(mine) === 0) { localStorage.removeItem(key); } }); } catch (error) { /* private mode */ }
        if (window.caches) { caches.delete("fairs-1"); } /* the page that a station keeps for when there is no network */
      });
    });
  }

  function begin() { focusFirst(); settleDrafts(); }
  if (doc.readyState === "loading") { doc.addEventListener("DOMContentLoaded", begin); } else { begin(); }
})();

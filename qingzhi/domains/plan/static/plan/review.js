/* The review: find the other side, go through the items with the keyboard, pick words of the text. Without it the page works by anchors. */
(function () {
  "use strict";
  var root = document.getElementById("review");
  if (!root) return;
  var doc = document.getElementById("doc"), now = "";
  var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function cards() { return Array.prototype.slice.call(root.querySelectorAll(".item")); }
  function clear() { root.querySelectorAll(".is-here").forEach(function (el) { el.classList.remove("is-here"); }); }
  function flash(el) { el.classList.remove("flash"); void el.offsetWidth; el.classList.add("flash"); }
  function marked(key) {
    return doc.querySelectorAll('a.hl[data-in~="' + key + '"]');
  }
  function bring(el) {
    if (!el || !el.offsetParent) return;
    var box = el.closest(".doc, .items-list"), behavior = calm ? "auto" : "smooth";
    if (box && box.scrollHeight > box.clientHeight + 4) {
      var own = el.getBoundingClientRect(), frame = box.getBoundingClientRect(), high = Math.min(own.height, frame.height * .6);
      box.scrollTo({ top: box.scrollTop + own.top - frame.top - (frame.height - high) / 3, behavior: behavior });
    } else el.scrollIntoView({ block: "center", behavior: behavior });
  }
  function inView(el) {
    var box = el.closest(".doc, .items-list").getBoundingClientRect(), own = el.getBoundingClientRect();
    return own.top >= Math.max(box.top, 0) && own.bottom <= Math.min(box.bottom, innerHeight);
  }
  function show(pane) {
    root.classList.toggle("shows-text", pane === "text");
    root.classList.toggle("shows-items", pane !== "text");
    root.querySelectorAll("[data-pane]").forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.pane === pane)); });
  }
  function go(key, side, focus) {
    var card = document.getElementById(key), at = document.getElementById("at-" + key);
    if (!card) { location.href = root.dataset.base + "#" + key; return; }
    now = key;
    clear();
    card.classList.add("is-here");
    marked(key).forEach(function (el) { el.classList.add("is-here"); });
    show(side);
    if (side === "text") { bring(at); if (at) flash(at); if (!inView(card)) bring(card); }
    else { bring(card); flash(card); if (at && at.offsetParent && !inView(at)) bring(at); }
    if (focus) card.focus({ preventScroll: true });
    history.replaceState(null, "", "#" + key);
  }
  root.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey) return;
    var id = link.getAttribute("href").slice(1);
    if (link.closest(".toc")) { var toc = link.closest(".toc"); setTimeout(function () { toc.open = false; }, 0); show("text"); return; }
    if (/^at-[mtbcw]-\d+$/.test(id)) { event.preventDefault(); go(id.slice(3), "text", false); }
    else if (/^[mtbcw]-\d+$/.test(id)) {
      if (String(getSelection())) { event.preventDefault(); return; }
      event.preventDefault(); go(id, "items", true);
    } else if (/^s-\d+$/.test(id)) { show("text"); }
  });

  function step(by) {
    var all = cards(), index = all.findIndex(function (el) { return el.id === now; });
    var next = all[index < 0 ? 0 : Math.min(Math.max(index + by, 0), all.length - 1)];
    if (next) go(next.id, root.classList.contains("shows-text") ? "text" : "items", true);
  }
  function act(name) {
    var card = document.getElementById(now), control = card && card.querySelector('[data-do="' + name + '"]');
    if (control) control.click();
    return Boolean(control);
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    var key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "c") { if (act("confirm")) setTimeout(function () { step(1); }, 0); }
    else if (key === "e") act("edit");
    else if (key === "o" && now) go(now, "text", false);
    else return;
    event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    var card = now && document.getElementById(now);
    if (card) card.classList.add("is-here");
    var field = event.target && event.target.querySelector && event.target.querySelector(".item-editing textarea, .item-editing input:not([type=hidden])");
    if (field) field.focus();
  });

  var pick = root.querySelector("[data-pick]");
  function place(node, offset) {
    var holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!holder) return null;
    var before = node.nodeType === 3 ? node.data.slice(0, offset) : "";
    return Number(holder.dataset.at) + Array.from(before).length;
  }
  function offer() {
    var found = getSelection();
    var inside = found.rangeCount && !found.isCollapsed && doc.contains(found.anchorNode) && doc.contains(found.focusNode);
    var range = inside && found.getRangeAt(0);
    var start = range && place(range.startContainer, range.startOffset), end = range && place(range.endContainer, range.endOffset);
    pick.hidden = !(range && start !== null && end !== null && end > start);
    if (pick.hidden) return;
    pick.querySelector("[data-pick-count]").textContent = "已选 " + (end - start) + " 字，新增为";
    pick.querySelectorAll("[data-pick-add]").forEach(function (link) { link.href = link.dataset.pickAdd + "?start=" + start + "&end=" + end; });
    document.querySelectorAll(".item-editing [data-quote]").forEach(function (field) { field.dataset.picked = String(found); });
  }
  if (pick) document.addEventListener("selectionchange", offer);

  root.querySelectorAll("[data-review-switch], [data-review-help]").forEach(function (el) { el.hidden = false; });
  root.querySelectorAll("[data-pane]").forEach(function (b) { b.addEventListener("click", function () { show(b.dataset.pane); }); });
  var asked = location.hash.slice(1);
  show(/^(at-|s-)/.test(asked) ? "text" : "items");
  if (/^[mtbcw]-\d+$/.test(asked)) go(asked, "items", false);
})();

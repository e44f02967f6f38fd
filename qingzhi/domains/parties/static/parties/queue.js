/* The queue of doubtful names: one key, one decision. The buttons and links say their key; keys typed into a field are text. */
(function () {
  "use strict";
  var form = document.querySelector("[data-queue]"), sent = false;
  if (!form) { return; }
  document.addEventListener("keydown", function (event) {
    if (sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    var target = /^[1-4]$/.test(event.key) && form.querySelector('[data-key="' + event.key + '"]');
    if (!target) { return; }
    event.preventDefault();
    sent = true;
    target.click();
  });
})();

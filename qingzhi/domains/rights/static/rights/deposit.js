/* Pages that need a file's fingerprint: the file goes to the worker, only its hashes go into the form. */
"use strict";

(function (doc) {
  function bind(box) {
    var input = box.querySelector("input[type=file]"), bar = box.querySelector("progress"), status = box.querySelector("[role=status]");
    var stop = box.querySelector("[data-stop]"), form = box.closest("form"), worker = null, started = 0, chosen = null;

    function put(name, value) { var field = form.elements[name]; if (field) { field.value = value; } }

    function say(text, state) { status.textContent = text; box.dataset.state = state; }

    function end() {
      if (worker) { worker.terminate(); worker = null; }
      bar.hidden = stop.hidden = true;
      form.removeAttribute("aria-busy");
    }

    function clear() { put("sha256", ""); put("sm3", ""); put("size", ""); }

    function shown(size) {
      return size < 1024 ? size + " 字节" : size < 1048576 ? (size / 1024).toFixed(1) + " KB" : (size / 1048576).toFixed(1) + " MB";
    }

    function progress(told) {
      var seconds = (performance.now() - started) / 1000, rate = told.done / seconds, left = Math.ceil((told.size - told.done) / rate);
      bar.value = told.size ? told.done / told.size : 1;
      status.textContent = "正在计算：" + Math.floor(bar.value * 100) + "%，" + shown(rate) + "/秒" + (left > 1 ? "，还需约 " + left + " 秒" : "");
    }

    function finish(found) {
      put("sha256", found.sha256);
      put("sm3", found.sm3);
      put("size", found.size);
      if (form.elements.title && !form.elements.title.value) { form.elements.title.value = chosen.name.replace(/\.[^.]+$/, ""); }
      say("计算完成：" + shown(found.size) + "。文件没有离开这台电脑。", "done");
      end();
    }

    input.addEventListener("change", function () {
      end();
      clear();
      chosen = input.files[0];
      if (!chosen) { say("", ""); return; }
      worker = new Worker(box.dataset.worker);
      started = performance.now();
      bar.value = 0;
      bar.hidden = stop.hidden = false;
      form.setAttribute("aria-busy", "true");
      say("正在计算…", "busy");
      worker.onmessage = function (event) {
        if (event.data.result) { finish(event.data.result); }
        else if (event.data.problem) { say("读取文件失败，请重新选择：" + event.data.problem, "late"); end(); }
        else { progress(event.data); }
      };
      worker.onerror = function () { say("浏览器不能启动计算，可以用其他工具算出摘要后填在下面。", "late"); end(); };
      worker.postMessage({ file: chosen });
    });
    stop.addEventListener("click", function () { end(); clear(); input.value = ""; say("已停止，没有计算结果。", ""); input.focus(); });
    form.addEventListener("submit", function (event) {
      if (worker) { event.preventDefault(); say("还在计算，请等计算完成后再提交。", "busy"); }
    });
  }

  function start() { Array.prototype.forEach.call(doc.querySelectorAll("[data-fingerprint]"), bind); }

  doc.documentElement.classList.add("has-script");
  start();
})(document);

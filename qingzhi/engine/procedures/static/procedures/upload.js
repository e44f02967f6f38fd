/* Uploads in parts that go on after a broken connection or a lost session; without this script the form sends the file whole. */
(function () {
  "use strict";
  var PART = 512 * 1024, TRIES = 6;
  function send(url, body, token, type) {
    var headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
    if (type) { headers["Content-Type"] = type; }
    return fetch(url, { method: "POST", body: body, headers: headers, credentials: "same-origin" }).then(function (answer) {
      return answer.json().then(function (found) { found.status = answer.status; return found; }, function () { return { status: answer.status, reason: "服务器没有正常回答，请稍后再试。" }; });
    });
  }
  function wait(seconds) { return new Promise(function (done) { setTimeout(done, seconds * 1000); }); }
  function upload(form, file) {
    var token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    var bar = form.querySelector("progress"), note = form.querySelector("[role=status]"), button = form.querySelector("button");
    var failures = 0, id = 0;
    function say(text) { note.textContent = text; }
    function show(received) { bar.hidden = false; bar.value = file.size ? Math.floor(received * 100 / file.size) : 0; }
    function stop(text) { say(text); button.disabled = false; }
    function broken(from) {
      failures += 1;
      if (failures > TRIES) { stop("连接断开，已传的部分保留；恢复后再选同一文件即可续传。"); return null; }
      say("连接断开，正在重试（第 " + failures + " 次）……");
      return wait(Math.min(30, Math.pow(2, failures))).then(function () { return next(from); });
    }
    function next(from) {
      if (from >= file.size) {
        say("已传完，正在检查……");
        return send(form.dataset.uploads + id + "/finish/", "", token).then(function (found) {
          if (found.attachment) { location.hash = "files"; location.reload(); } else { stop(found.reason); }
        }, function () { return broken(from); });
      }
      return send(form.dataset.uploads + id + "/part/?offset=" + from, file.slice(from, from + PART), token, "application/octet-stream").then(function (found) {
        if (found.status === 401 || (found.status !== 200 && found.received === undefined)) { stop(found.reason); return null; }
        if (found.status !== 200 && found.received === from) { stop(found.reason); return null; }
        failures = 0;
        show(found.received);
        return next(found.received);
      }, function () { return broken(from); });
    }
    button.disabled = true;
    say("正在上传……");
    var asked = new FormData();
    asked.append("name", file.name);
    asked.append("size", file.size);
    asked.append("mark", [file.size, file.lastModified, file.name].join(":").slice(0, 80));
    return send(form.dataset.resume, asked, token).then(function (found) {
      if (found.status !== 200) { stop(found.reason); return null; }
      id = found.upload;
      if (found.received) { say("接着上次传……"); }
      show(found.received);
      return next(found.received);
    }, function () { stop("连接不上服务器，请检查网络后再试。"); });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, input = form.querySelector("input[type=file]");
    if (!form.dataset.resume || !window.fetch || !input || !input.files.length) { return; }
    event.preventDefault();
    upload(form, input.files[0]);
  });
})();

/* The station at a fair: every complaint is first put into the phone's own store and then sent; without network it waits there.
   Each bears a key made here, so that one that is sent twice is one. The server's receipt clears it from the phone. */
(function () {
  "use strict";
  var form = document.getElementById("complaint"), box = document.getElementById("phone");
  if (!form || !box || !window.indexedDB || !window.fetch || !window.FormData) { return; }
  var owner = document.body.dataset.owner, fair = box.dataset.fair, sending = false, again = false;
  var list = box.querySelector("[data-kept]"), spoken = box.querySelector("[data-say]");
  var now = box.querySelector("[data-send-now]"), enter = box.querySelector("[data-enter]");

  /* the store */
  var opened = new Promise(function (done, failed) {
    var asked = indexedDB.open("qingzhi-fairs", 1);
    asked.onupgradeneeded = function () { asked.result.createObjectStore("complaints", { keyPath: "key" }); };
    asked.onsuccess = function () { done(asked.result); };
    asked.onerror = function () { failed(asked.error); };
  });
  function stored(mode, act) {
    return opened.then(function (base) {
      return new Promise(function (done, failed) {
        var job = base.transaction("complaints", mode), asked = act(job.objectStore("complaints"));
        job.oncomplete = function () { done(asked.result); };
        job.onerror = job.onabort = function () { failed(job.error); };
      });
    });
  }
  function put(one) { return stored("readwrite", function (store) { return store.put(one); }); }
  function drop(key) { return stored("readwrite", function (store) { return store.delete(key); }); }
  function every() {
    return stored("readonly", function (store) { return store.getAll(); }).then(function (all) {
      return all.sort(function (one, other) { return one.entered - other.entered; });
    });
  }

  /* what the page says */
  function say(text) { spoken.textContent = text; }
  function clockOf(instant) { return new Date(instant).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" }); }
  function valueOf(one, name) { var found = one.fields.find(function (pair) { return pair[0] === name; }); return found ? found[1] : ""; }
  function row(id) { return document.getElementById(id).content.firstElementChild.cloneNode(true); }
  function shown(one) {
    var made = row("kept-row");
    made.dataset.key = one.key;
    made.querySelector("[data-what]").textContent = valueOf(one, "stand") + " " + valueOf(one, "product");
    made.querySelector("[data-how]").textContent = clockOf(one.entered) + " 录入，照片 " + one.files.length + " 张，" + (one.refused ? "没有被接收：" + one.refused : "等待发送");
    [["[data-edit]", edit], ["[data-drop]", discard]].forEach(function (pair) {
      var button = made.querySelector(pair[0]);
      button.hidden = !one.refused;
      button.addEventListener("click", function () { pair[1](one); });
    });
    return made;
  }
  function show() {
    return every().then(function (all) {
      var mine = all.filter(function (one) { return one.owner === owner && one.fair === fair; }), others = all.length - mine.length;
      list.querySelectorAll("[data-key]").forEach(function (old) { old.remove(); });
      mine.forEach(function (one) { list.append(shown(one)); });
      now.hidden = !mine.some(function (one) { return !one.refused; });
      if (others) { say("这台手机上还有 " + others + " 件其他账号或其他展会的投诉没有发送，须由录入人登录后在该展会的页面发送。"); }
      return mine;
    });
  }
  function network() {
    box.querySelector("[data-net=on]").hidden = !navigator.onLine;
    box.querySelector("[data-net=off]").hidden = navigator.onLine;
  }
  function told(answer) {
    var made = row("sent-row"), link = made.querySelector("[data-link]");
    link.href = answer.url;
    link.textContent = answer.number;
    made.querySelector("[data-how]").textContent = "已收到，手机上的内容已清除；" + answer.counted + (answer.alike.length ? "；可能与 " + answer.alike.join("、") + " 重复，请打开核对合并" : "");
    list.prepend(made);
  }

  /* sending */
  function ready() {
    return fetch(box.dataset.ready, { redirect: "manual", cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) { throw { signedOut: true }; }
      if (!answer.ok) { throw { broken: true }; }
      return answer.json();
    });
  }
  function post(one, token) {
    var body = new FormData();
    one.fields.forEach(function (pair) { body.append(pair[0], pair[1]); });
    one.files.forEach(function (file) { body.append("photos", file, file.name); });
    body.set("request_key", one.key);
    if (one.tries) { body.set("held", String(Date.now() - one.entered)); } else { body.delete("held"); }
    return fetch(box.dataset.send, { method: "POST", body: body, redirect: "manual", credentials: "same-origin", headers: { "X-CSRFToken": token } });
  }
  function send(one, token) {
    return post(one, token).then(function (answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) { throw { signedOut: true }; }
      if (answer.status >= 500 || answer.status === 429) { throw { broken: true }; }
      return answer.json().then(function (found) { return [answer.ok, found]; }, function () { return [false, { reason: "服务器不接收这些内容（" + answer.status + "）" }]; });
    }).then(function (pair) {
      if (pair[0] && pair[1].key === one.key) { return drop(one.key).then(function () { told(pair[1]); }); }
      one.refused = pair[1].reason || "服务器没有说明原因";
      return put(one);
    });
  }
  function inTurn(mine, token) {
    return mine.reduce(function (before, one) { return before.then(function () { return send(one, token); }); }, Promise.resolve());
  }
  /* Each that waits notes that an attempt failed: from then on it says how long it was held. */
  function failed(why, mine) {
    enter.hidden = !(why && why.signedOut);
    say(why && why.signedOut ? "登录已过期，内容保存在手机里没有丢，重新登录后自动发送。" : "还没有发出去，内容保存在手机里，网络恢复后自动发送。");
    return every().then(function (all) {
      return Promise.all(all.filter(function (one) { return !one.refused && mine.some(function (each) { return each.key === one.key; }); }).map(function (one) { one.tries += 1; return put(one); }));
    });
  }
  function flush() {
    if (sending) { again = true; return Promise.resolve(); }
    sending = true;
    again = false;
    network();
    return show().then(function (mine) {
      var waiting = mine.filter(function (one) { return !one.refused; });
      if (!waiting.length) { return null; }
      say("正在发送……");
      return ready().then(function (found) {
        if (found.owner !== owner) { throw { signedOut: true }; }
        return inTurn(waiting, found.token);
      }).then(function () { enter.hidden = true; say(""); }, function (why) { return failed(why, waiting); });
    }).then(show, function () { say("手机的浏览器存储出了问题，请改用纸质登记。"); }).then(function () {
      sending = false;
      return again ? flush() : null; /* the network may have come back meanwhile */
    });
  }

  /* entering */
  function newKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (one) { return ("0" + one.toString(16)).slice(-2); }).join("");
  }
  function fill(one) {
    one.fields.forEach(function (pair) {
      var field = form.elements[pair[0]];
      if (field && field.type !== "hidden" && field.type !== "file") { field.value = pair[1]; }
    });
  }
  function edit(one) {
    fill(one);
    form.dataset.entered = String(one.entered);
    form.dataset.replaces = one.key; /* it stays here until what replaces it is kept */
    form.elements.stand.focus();
    say("照片须重新选择；改好并提交之前，原来的内容仍保存在手机里。");
  }
  function discard(one) { drop(one.key).then(show); }
  function taken() {
    var one = { key: form.elements.request_key.value || newKey(), fair: fair, owner: owner, entered: Number(form.dataset.entered) || Date.now(), tries: form.dataset.entered ? 1 : 0, fields: [], files: [], refused: "" };
    new FormData(form).forEach(function (value, name) {
      if (value instanceof File) { if (value.size) { one.files.push(value); } } else if (["csrfmiddlewaretoken", "request_key", "held"].indexOf(name) < 0) { one.fields.push([name, value]); }
    });
    return one;
  }
  function tooLarge() {
    var input = form.elements.photos, most = Number(input.dataset.maxBytes || 0);
    return most && Array.prototype.some.call(input.files, function (file) { return file.size > most; });
  }
  /* Without network the register is not asked: the server does that when it has the complaint. */
  form.addEventListener("htmx:beforeRequest", function (event) { if (!navigator.onLine) { event.preventDefault(); } });
  opened.then(function () {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (!form.reportValidity()) { return; }
      if (tooLarge()) { say("有照片超过大小限制，请换一张。"); return; }
      var replaced = form.dataset.replaces;
      put(taken()).then(function () { return replaced ? drop(replaced) : null; }).then(function () {
        var station = form.elements.station.value;
        form.reset();
        form.querySelectorAll("[data-upload-rows]").forEach(function (rows) { rows.textContent = ""; });
        delete form.dataset.entered;
        delete form.dataset.replaces;
        form.elements.station.value = station;
        form.elements.request_key.value = newKey();
        box.scrollIntoView({ block: "start" });
        return flush();
      }, function () { say("手机存储已满，没有保存成功，请减少照片。"); });
    });
    form.elements.stand.addEventListener("change", function () {
      var stand = form.elements.stand.value.trim(), there = Array.prototype.filter.call(document.querySelectorAll("#stands option"), function (one) { return one.value === stand; });
      if (there.length === 1 && !form.elements.accused.value) { form.elements.accused.value = there[0].getAttribute("label"); }
    });
    box.hidden = false;
    now.addEventListener("click", flush);
    window.addEventListener("online", flush);
    window.addEventListener("offline", network);
    document.addEventListener("visibilitychange", function () { if (!document.hidden) { flush(); } });
    setInterval(function () { if (!now.hidden) { flush(); } }, 30000);
    flush();
  }, function () { /* no store (private mode): the form is sent as ever */ });

  /* the page itself, for when there is no network */
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope }).then(function () { return navigator.serviceWorker.ready; }).then(function () {
      if (navigator.serviceWorker.controller) { return null; }
      var drawn = Array.prototype.map.call(document.querySelectorAll("link[rel=stylesheet], script[src]"), function (one) { return one.href || one.src; });
      return caches.open("fairs-1").then(function (cache) { return cache.addAll([location.pathname].concat(drawn)); });
    }).catch(function () { /* not over a safe connection: entering works as long as the page stays open */ });
  }
})();

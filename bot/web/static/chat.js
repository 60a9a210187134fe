/* Comfort on top of plain forms: posts without reloading, new lines pushed as ready HTML. Without it everything works. */
(function () {
  "use strict";
  if (!window.fetch || !window.EventSource || !window.URLSearchParams || !("content" in document.createElement("template"))) return;

  var root = document.documentElement;
  var list = document.getElementById("lines");
  var composer = document.getElementById("composer");
  var text = document.getElementById("text");
  var notice = document.getElementById("notice");
  var waiting = document.getElementById("waiting");
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var mark = list.getAttribute("data-mark");
  var source = null, wasLive = false, tapped = null, anchor = null, anchorAt = 0;
  var patience = 0, offline = 0, hiding = 0, retry = 3000;
  /* The server beats every 15 seconds; a line that is silent for longer is dead, whatever the browser believes. */
  var SILENT = 40000, LATE = 20000;
  var heard = Date.now(), pending = null;
  /* When the reader last scrolled: what belongs to one answer is followed until then, however fast it arrives. */
  var scrolled = 0;
  var head = document.querySelector(".top");

  function number(line) { return Number(line.getAttribute("data-number")); }

  function parse(html) {
    var template = document.createElement("template");
    template.innerHTML = html;
    return Array.prototype.slice.call(template.content.children);
  }

  function nearEnd() {
    return root.scrollHeight - window.innerHeight - window.pageYOffset < 240;
  }

  /* Shows the newest, but never pushes the beginning of a long answer out of sight. */
  function reveal(how) {
    var end = root.scrollHeight - window.innerHeight;
    var top = anchor ? anchor.getBoundingClientRect().top + window.pageYOffset - head.offsetHeight - 12 : end;
    window.scrollTo({ top: Math.min(end, top), behavior: how || (calm ? "auto" : "smooth") });
  }

  function put(line) {
    var known = document.getElementById(line.id);
    if (known) {
      if (known.classList.contains("old")) line.classList.add("old");
      if (known.getAttribute("data-version") !== line.getAttribute("data-version")) list.replaceChild(line, known);
      return;
    }
    var mine = line.classList.contains("mine"), follow = mine || nearEnd() || scrolled < anchorAt;
    arrived();
    var next = list.lastElementChild, after = null;
    while (next && number(next) > number(line)) { after = next; next = next.previousElementSibling; }
    line.classList.add("new");
    list.insertBefore(line, after);
    if (mine) for (var earlier = next; earlier; earlier = earlier.previousElementSibling) earlier.classList.add("old");
    if (mine || !anchor || Date.now() - anchorAt > 20000) { anchor = line; anchorAt = Date.now(); }
    if (!mine) answered();
    if (follow) reveal();
  }

  function answered() {
    clearTimeout(patience);
    waiting.hidden = true;
    var empty = document.getElementById("empty");
    if (empty) empty.hidden = true;
  }

  function expect() {
    waiting.hidden = false;
    clearTimeout(patience);
    patience = setTimeout(answered, 15000);
    if (nearEnd()) reveal();
  }

  /* What is taken away is no mark to scroll to: what follows it is. */
  function remove(line) {
    if (!line || !line.parentNode) return;
    if (line === anchor) anchor = line.nextElementSibling;
    line.parentNode.removeChild(line);
    if (anchor && scrolled < anchorAt) reveal();
  }

  /* Shows at once what was said, until the line itself arrives. */
  function echo(words) {
    arrived();
    pending = document.createElement("li");
    pending.className = "line mine pending";
    pending.setAttribute("data-testid", "pending");
    var bubble = pending.appendChild(document.createElement("div"));
    bubble.className = "bubble";
    bubble.appendChild(document.createElement("p")).textContent = words;
    list.parentNode.insertBefore(pending, list.nextSibling);
    anchor = pending;
    anchorAt = Date.now();
    reveal();
  }

  function arrived() {
    if (!pending) return;
    if (anchor === pending) anchor = null;
    pending.parentNode.removeChild(pending);
    pending = null;
  }

  function all(lines) {
    var first = lines.length ? number(lines[0]) : 0, kept = {};
    lines.forEach(function (line) { kept[line.id] = true; });
    Array.prototype.slice.call(list.children).forEach(function (line) {
      if (number(line) >= first && !kept[line.id]) remove(line);
    });
    lines.forEach(put);
  }

  function on(name, act) {
    source.addEventListener(name, function (event) {
      heard = Date.now();
      if (event.lastEventId) mark = event.lastEventId;
      act(event.data);
    });
  }

  function live() {
    wasLive = true;
    retry = 3000;
    root.classList.add("live");
    clearTimeout(offline);
    offline = 0;
    if (notice.textContent === notice.getAttribute("data-offline")) notice.textContent = "";
  }

  function listen() {
    if (source) source.close();
    heard = Date.now();
    source = new EventSource("lines?after=" + encodeURIComponent(mark));
    on("hello", live);
    on("beat", live);
    on("line", function (html) { parse(html).forEach(put); });
    on("gone", function (gone) { remove(document.getElementById("l" + gone)); });
    on("all", function (html) { all(parse(html)); });
    source.onerror = function () {
      lost();
      if (source.readyState === 2) {
        setTimeout(listen, retry);
        retry = Math.min(retry * 2, 60000);
      }
    };
  }

  function lost() {
    root.classList.remove("live");
    if (wasLive && !offline) offline = setTimeout(function () { notice.textContent = notice.getAttribute("data-offline"); }, 6000);
  }

  setInterval(function () {
    if (document.hidden || source.readyState === 2 || Date.now() - heard < SILENT) return;
    lost();
    listen();
  }, 5000);

  function fieldsOf(form, button) {
    var fields = new URLSearchParams();
    Array.prototype.forEach.call(form.querySelectorAll("input, textarea"), function (field) { fields.append(field.name, field.value); });
    if (button && button.name) fields.append(button.name, button.value);
    return fields;
  }

  function sent(form, next, before) {
    form.querySelector("input[name=form]").value = next;
    notice.textContent = "";
    if (form === composer) { text.value = ""; grow(); }
    /* The answer may have been pushed before the post itself was answered. */
    var last = list.lastElementChild;
    if (!last || last.classList.contains("mine") || number(last) <= before) expect();
  }

  document.addEventListener("click", function (event) {
    tapped = event.target.closest ? event.target.closest("button") : null;
  });

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter || tapped;
    if (!wasLive) return;
    event.preventDefault();
    if (form.classList.contains("busy") || (form === composer && !text.value.trim())) return;
    var before = list.lastElementChild ? number(list.lastElementChild) : 0;
    form.classList.add("busy");
    var giveUp = window.AbortController ? new AbortController() : null;
    var late = setTimeout(function () { if (giveUp) giveUp.abort(); }, LATE);
    var fields = fieldsOf(form, button);
    echo(form === composer ? text.value : button.textContent);
    fetch("say", { method: "POST", body: fields, credentials: "same-origin", headers: { "X-Requested-With": "fetch" }, signal: giveUp ? giveUp.signal : undefined })
      .then(function (reply) {
        return reply.text().then(function (body) {
          if (reply.ok) sent(form, body, before);
          else refused(body);
        });
      })
      .catch(function () { refused(notice.getAttribute("data-unsent")); })
      .then(function () {
        clearTimeout(late);
        form.classList.remove("busy");
        if (notice.textContent) notice.scrollIntoView({ block: "center" });
      });
  });

  function refused(why) {
    arrived();
    notice.textContent = why;
  }

  function grow() {
    text.style.height = "auto";
    text.style.height = text.scrollHeight + 4 + "px";
  }

  text.addEventListener("input", grow);
  text.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    composer.querySelector("button:not([type=button])").click();
  });

  ["wheel", "touchmove"].forEach(function (moved) {
    window.addEventListener(moved, function () { scrolled = Date.now(); }, { passive: true });
  });

  /* A page out of sight lets go of its connection: it saves the battery, and catches up when looked at again. */
  document.addEventListener("visibilitychange", function () {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(function () { source.close(); }, 60000);
    else if (source.readyState === 2) listen();
  });

  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });

  root.style.setProperty("--head", head.offsetHeight + 12 + "px");
  anchor = list.lastElementChild;
  if (anchor && !window.location.hash) reveal("auto");
  listen();
})();

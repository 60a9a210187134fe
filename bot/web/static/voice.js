/* Reads answers aloud, hears a question, prints and shares a result: each only where the browser can. */
(function () {
  "use strict";
  var list = document.getElementById("lines");
  var composer = document.getElementById("composer");
  var text = document.getElementById("text");
  var hear = document.getElementById("hear");
  var code = document.documentElement.lang;
  var reading = null;

  function voice() {
    if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return null;
    return window.speechSynthesis.getVoices().filter(function (one) { return one.lang.toLowerCase().indexOf(code) === 0; })[0] || null;
  }

  function offer() {
    var can = { read: voice(), print: window.print, share: navigator.share };
    Array.prototype.forEach.call(list.querySelectorAll("[data-do]"), function (tool) {
      tool.hidden = !can[tool.getAttribute("data-do")];
    });
  }

  function quiet() {
    if (reading) reading.setAttribute("aria-pressed", "false");
    reading = null;
    window.speechSynthesis.cancel();
  }

  function read(tool, line) {
    var again = reading === tool;
    quiet();
    if (again) return;
    reading = tool;
    tool.setAttribute("aria-pressed", "true");
    fetch("speech/" + line.getAttribute("data-number"), { credentials: "same-origin" })
      .then(function (reply) { return reply.ok ? reply.text() : ""; })
      .then(function (words) {
        if (reading !== tool) return;
        var said = new SpeechSynthesisUtterance(words);
        said.voice = voice();
        said.lang = said.voice.lang;
        said.rate = 0.9;
        said.onend = said.onerror = function () { if (reading === tool) quiet(); };
        window.speechSynthesis.speak(said);
      })
      .catch(quiet);
  }

  function print(line) {
    list.classList.add("one");
    line.classList.add("printed");
    Array.prototype.forEach.call(line.querySelectorAll("details"), function (part) { part.open = true; });
    window.print();
    list.classList.remove("one");
    line.classList.remove("printed");
  }

  function share(line) {
    var part = line.querySelector(".result");
    var rows = Array.prototype.map.call(part.querySelectorAll(".title, .figure, dl div"), function (row) { return row.textContent.replace(/\s+/g, " ").trim(); });
    navigator.share({ text: rows.join("\n") }).catch(function () {});
  }

  list.addEventListener("click", function (event) {
    var tool = event.target.closest("[data-do]");
    if (!tool) return;
    var line = tool.closest(".line");
    ({ read: function () { read(tool, line); }, print: function () { print(line); }, share: function () { share(line); } })[tool.getAttribute("data-do")]();
  });

  if (window.speechSynthesis) window.speechSynthesis.onvoiceschanged = offer;
  if (window.MutationObserver) new MutationObserver(offer).observe(list, { childList: true });
  offer();

  /* Speaking instead of typing. Most browsers have their maker write it down, so the reader is told before the first time. */
  var Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition || !hear) return;
  var told = document.getElementById("hear-told");
  hear.hidden = false;

  function agreed() { try { return window.localStorage.getItem("hear") === "yes"; } catch (_error) { return false; } }

  function listen() {
    var heard = new Recognition();
    heard.lang = code === "vi" ? "vi-VN" : "en-GB";
    heard.onresult = function (event) {
      text.value = (text.value + " " + event.results[0][0].transcript).trim();
      text.dispatchEvent(new Event("input"));
      text.focus();
    };
    heard.onend = heard.onerror = function () { hear.setAttribute("aria-pressed", "false"); };
    hear.setAttribute("aria-pressed", "true");
    heard.start();
  }

  hear.addEventListener("click", function () {
    if (agreed()) return listen();
    told.hidden = false;
    told.querySelector("button").focus();
  });
  told.addEventListener("click", function (event) {
    var choice = event.target.closest("button");
    if (!choice) return;
    told.hidden = true;
    if (choice.value !== "yes") return composer.querySelector("textarea").focus();
    try { window.localStorage.setItem("hear", "yes"); } catch (_error) { /* it is asked again next time */ }
    listen();
  });
})();

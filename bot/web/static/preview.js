/* Shows a choice at once, and the page anew when content was saved; where the reader was stays in sight. */
(function () {
  "use strict";
  var form = document.getElementById("choose");
  form.addEventListener("change", function () { form.submit(); });
  var kept = sessionStorage.getItem("at");
  if (kept) window.scrollTo(0, Number(kept));
  window.addEventListener("pagehide", function () { sessionStorage.setItem("at", String(window.pageYOffset)); });
  new EventSource("/changes").addEventListener("saved", function () { location.reload(); });
  var current = document.querySelector("nav [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });
})();

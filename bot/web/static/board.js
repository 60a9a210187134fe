/* Comfort on top of plain forms: a list that changes when a filter is chosen, a day asked only where it matters, and no
   form sent twice by an impatient thumb. Without it everything works. */
(function () {
  "use strict";

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  each("[data-comfort=choose]", function (form) {
    form.querySelector("button").hidden = true;
    form.addEventListener("change", function () { form.submit(); });
  });

  each("[data-comfort=outcome]", function (form) {
    var day = form.querySelector("[data-comfort=day]");
    function show() {
      var chosen = form.querySelector("input[name=outcome]:checked");
      day.hidden = !chosen || chosen.value !== "later";
    }
    form.addEventListener("change", show);
    show();
  });

  each("form[method=post]", function (form) {
    form.addEventListener("submit", function () {
      /* After the browser has read which button was pressed: a disabled one is not sent. */
      setTimeout(function () {
        Array.prototype.forEach.call(form.querySelectorAll("button"), function (button) { button.disabled = true; });
      }, 0);
    });
  });

  each("nav [aria-current]", function (tab) {
    var row = tab.parentNode.parentNode;
    row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  });

  /* A page out of the browser's memory has forms that were sent already. */
  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });
})();

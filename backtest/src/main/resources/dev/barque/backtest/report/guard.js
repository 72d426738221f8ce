/* Counts whatever goes wrong on this page, so that readers and tests see it. It comes first. */
(function () {
  "use strict";
  var root = document.documentElement, count = 0, logged = console.error;
  function note() { root.setAttribute("data-errors", String(++count)); }
  console.error = function () { note(); logged.apply(console, arguments); };
  window.addEventListener("error", note, true);
  window.addEventListener("unhandledrejection", note);
  document.addEventListener("securitypolicyviolation", note);
})();

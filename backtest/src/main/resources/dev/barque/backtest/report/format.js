/* Numbers, times and elements. Texts only ever reach the page as text nodes. */
var MINUS = "\u2212", DASH = "\u2013";

function fixed(value, decimals) {
  if (value === null || value === undefined) { return DASH; }
  var digits = Math.abs(value).toFixed(decimals), dot = digits.indexOf(".");
  var whole = (dot < 0 ? digits : digits.slice(0, dot)).replace(/\B(?=(\d{3})+$)/g, ",");
  var text = whole + (dot < 0 ? "" : digits.slice(dot));
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

function signed(value, decimals) {
  var text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? "+" + text : text;
}

function two(n) { return (n < 10 ? "0" : "") + n; }

/* Wall-clock texts of seconds that were already moved into a zone. */
function clockText(seconds) {
  var d = new Date(seconds * 1000);
  return two(d.getUTCHours()) + ":" + two(d.getUTCMinutes()) + (d.getUTCSeconds() ? ":" + two(d.getUTCSeconds()) : "");
}

function dateText(seconds) { return new Date(seconds * 1000).toISOString().slice(0, 10); }

function offsetText(seconds) {
  var minutes = Math.abs(Math.round(seconds / 60));
  return "UTC" + (seconds < 0 ? MINUS : "+") + two(Math.floor(minutes / 60)) + ":" + two(minutes % 60);
}

function utcText(seconds) { return dateText(seconds) + " " + clockText(seconds) + " UTC"; }

function element(name, className, text) {
  var e = document.createElement(name);
  if (className) { e.className = className; }
  if (text !== undefined) { e.textContent = text; }
  return e;
}

/* The last place in an ascending list at or before a value, or 0. */
function placeOf(list, value) {
  var low = 0, high = list.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (list[middle] <= value) { low = middle + 1; } else { high = middle; }
  }
  return Math.max(0, low - 1);
}

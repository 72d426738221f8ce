/* Puts the page together: charts, day selector, explorer, address. */
var data = JSON.parse(document.getElementById("report-data").textContent), root = document.documentElement, allViews = [];
var selected = null, hovered = null, pending = false, printing = false;

function runView(section) {
  var run = data.runs[Number(section.dataset.run)], counts = new Map(), ranks = new Map();
  var view = { run: run, section: section, size: run.time.length, charts: [], syncing: false };
  view.axis = { local: localSeconds(run.time, run.offsets), days: run.days };
  run.kind.forEach(function (k, i) { if (k === 1) { counts.set(run.why[i], (counts.get(run.why[i]) || 0) + 1); } });
  Array.from(counts.keys()).sort(function (a, b) { return counts.get(b) - counts.get(a); })
    .forEach(function (why, rank) { ranks.set(why, Math.min(3, rank)); });
  view.reasonRank = function (i) { return ranks.get(run.why[i]); };
  view.reasons = ranks;
  view.slider = section.querySelector("[data-slider]");
  view.daySelect = section.querySelector("[data-days]");
  view.explain = explorer(section.querySelector(".explorer"), view, data);
  view.zoomed = function (source) {
    if (view.syncing) { return; }
    view.syncing = true;
    view.charts.forEach(function (u) {
      if (u !== source) { u.setScale("x", { min: source.scales.x.min, max: source.scales.x.max }); }
    });
    view.syncing = false;
    nameRange(view, source.scales.x.min, source.scales.x.max);
    place();
  };
  return view;
}

/* The selector says "all", a day, or that the view was dragged. */
function nameRange(view, min, max) {
  var range = [min, max].join(), match = "other";
  Array.from(view.daySelect.options).forEach(function (o) { if (dayRange(view, o.value).join() === range) { match = o.value; } });
  view.daySelect.value = match;
  if (match === "other") { view.daySelect.selectedIndex = -1; }
}

function dayRange(view, value) {
  if (value === "") { return [-0.5, Math.max(0, view.size - 1) + 0.5]; }
  var k = Number(value), next = view.run.days[k + 1];
  return [view.run.days[k][0] - 0.5, (next ? next[0] : view.size) - 0.5];
}

function showDay(view, value) {
  var range = dayRange(view, value);
  if (view.charts.length) { view.charts[0].setScale("x", { min: range[0], max: range[1] }); }
}

function key(holder, name, label, index) {
  if (!holder) { return; }
  var mark = element("i", "k " + name);
  if (index !== undefined) { mark.dataset.dash = index; }
  holder.append(mark, document.createTextNode(label));
}

function drawRun(view) {
  var run = view.run, section = view.section;
  function holder(name) { return section.querySelector("[data-chart=" + name + "]"); }
  function add(name, spec) { view.charts.push(makeChart(holder(name), view, spec)); }
  function line(color, width, extra) {
    return Object.assign({ stroke: ink(color), width: width, points: { show: view.size < 2 }, spanGaps: false }, extra || {});
  }
  add("price", { series: [line("price", 1.5, { gaps: breakDays(view.axis) })], data: [run.close], range: priceRange(run.trades), times: true,
    draw: function (u) { drawTrades(u, run.trades); } });
  add("decisions", { series: [{ show: false }], data: [run.close.map(function () { return 0; })], values: false,
    range: function () { return [0, 1]; }, draw: drawDecisions(view) });
  add("equity", { series: [line("equity", 1.75, { fill: ink("fill"), fillTo: 0, spanGaps: true })], data: [run.equity], range: zeroRange });
  add("drawdown", { series: [line("loss", 1.25, { fill: ink("fall"), fillTo: 0, spanGaps: true })], data: [run.drawdown], range: fallRange });
  add("confidence", { times: true, range: function () { return [0, 1.02]; }, draw: drawThreshold(run.threshold),
    series: run.agents.length ? run.agents.map(function (a, k) { return line("a" + k % 6, 1.4, { dash: DASHES[k % 6], gaps: breakDays(view.axis) }); }) : [line("a0", 1)],
    data: run.agents.length ? run.agents.map(function (a) { return a.confidence; }) : [run.close.map(function () { return null; })] });
  var keys = section.querySelector("[data-keys=agents]");
  run.agents.forEach(function (a, k) { key(keys, "line a" + k % 6, a.name, k % 6); });
  keys = section.querySelector("[data-keys=decisions]");
  key(keys, "long", "long");
  key(keys, "short", "short");
  Array.from(view.reasons.keys()).forEach(function (why) {
    key(keys, "none" + view.reasons.get(why), data.texts[why]);
  });
}

function fillControls(view) {
  view.run.days.forEach(function (day, k) { view.daySelect.append(new Option(day[1], String(k))); });
  view.slider.max = String(Math.max(0, view.size - 1));
  view.slider.addEventListener("input", function () { select(view, Number(view.slider.value)); });
  view.daySelect.addEventListener("change", function () { showDay(view, view.daySelect.value); });
  view.section.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () { step(view, button.dataset.step); });
  });
  view.section.querySelector("[data-chart=price]").addEventListener("keydown", function (e) {
    var move = { ArrowLeft: "-bar", ArrowRight: "+bar", PageUp: "-trade", PageDown: "+trade" }[e.key];
    if (move) { e.preventDefault(); step(view, move); }
  });
  view.charts.forEach(function (u) { listen(view, u); });
}

function step(view, what) {
  var sign = what[0] === "-" ? -1 : 1, i = placeOf(view.run.time, selected);
  if (what.slice(1) === "day") {
    var n = view.run.days.length, at = view.daySelect.value;
    var k = at === "" || view.daySelect.selectedIndex < 0 ? (sign > 0 ? 0 : n - 1) : Math.max(0, Math.min(n - 1, Number(at) + sign));
    view.daySelect.value = String(k);
    showDay(view, String(k));
    return;
  }
  do { i += sign; } while (what.slice(1) === "trade" && i >= 0 && i < view.size && view.run.kind[i] < 2);
  if (i >= 0 && i < view.size) { select(view, i); }
}

/* Moving over a chart shows a bar, a click keeps it. */
function listen(view, u) {
  var down = 0;
  function at(e) {
    var x = e.clientX - u.over.getBoundingClientRect().left;
    return Math.max(0, Math.min(view.size - 1, Math.round(u.posToVal(x, "x"))));
  }
  u.over.addEventListener("pointermove", function (e) { hover(view.run.time[at(e)], u, e); });
  u.over.addEventListener("pointerleave", function () { hover(null); });
  u.over.addEventListener("pointerdown", function (e) { down = e.clientX; });
  u.over.addEventListener("click", function (e) { if (Math.abs(e.clientX - down) < 4) { select(view, at(e)); } });
}

var tip = element("div", "tip");
function hover(time, u, e) {
  hovered = time;
  if (time !== null) {
    var view = allViews.find(function (v) { return v.charts.indexOf(u) >= 0; }), i = placeOf(view.run.time, time), local = view.axis.local[i];
    tip.replaceChildren(element("b", "", dateText(local) + " " + clockText(local)), element("span", "", utcText(time / 1e6)),
      element("span", "", "price " + fixed(view.run.close[i], data.priceDecimals)));
    var flip = e.clientX > innerWidth - 220;
    tip.style.left = e.pageX + (flip ? -tip.offsetWidth - 14 : 14) + "px";
    tip.style.top = e.pageY + 14 + "px";
  }
  tip.classList.toggle("on", time !== null);
  later();
}

function select(view, i) {
  if (!view.size) { return; }
  selected = view.run.time[i];
  hovered = null;
  var n = allViews.indexOf(view), hash = n === 0 ? "#bar=" + i : "#run=" + n + "&bar=" + i;
  if (location.hash !== hash) { history.replaceState(null, "", hash); }
  later();
}

function later() {
  if (!pending) { pending = true; requestAnimationFrame(show); }
}

function show() {
  pending = false;
  var time = hovered === null ? selected : hovered;
  if (time === null) { return; }
  allViews.forEach(function (view) {
    if (!view.size) { return; }
    var i = placeOf(view.run.time, time), local = view.axis.local[i];
    view.explain(i);
    if (hovered === null) {
      view.slider.value = String(i);
      view.slider.setAttribute("aria-valuetext", "bar " + i + ", " + dateText(local) + " " + clockText(local));
    }
  });
  place();
}

/* Moves the lines of the selected bar and of the one under the pointer. */
function place() {
  allViews.forEach(function (view) {
    view.charts.forEach(function (u) {
      line(u, view, u.pin, selected);
      line(u, view, u.cross, hovered);
    });
  });
  function line(u, view, mark, time) {
    var i = time === null ? -1 : placeOf(view.run.time, time), x = u.scales.x;
    var seen = i >= 0 && i >= x.min && i <= x.max;
    mark.style.display = seen ? "block" : "none";
    if (seen) { mark.style.left = u.valToPos(i, "x") + "px"; }
  }
}

function compare() {
  var holder = document.querySelector("[data-compare]");
  if (!holder) { return null; }
  var times = Array.from(new Set([].concat.apply([], data.runs.map(function (r) { return r.time; })))).sort(function (a, b) { return a - b; });
  var longest = data.runs.reduce(function (a, b) { return b.time.length > a.time.length ? b : a; });
  var axis = { local: new Float64Array(times.length), days: [] };
  times.forEach(function (t, i) {
    axis.local[i] = t / 1e6 + offsetAt(longest.offsets, placeOf(longest.time, t));
    var date = dateText(axis.local[i] - 1);
    if (!axis.days.length || axis.days[axis.days.length - 1][1] !== date) { axis.days.push([i, date]); }
  });
  var view = { axis: axis, zoomed: function () {} };
  var keys = holder.parentNode.querySelector("[data-keys]");
  var lines = data.runs.map(function (r, k) {
    key(keys, "line a" + k % 6, r.name, k % 6);
    var byTime = new Map(r.time.map(function (t, i) { return [t, r.equity[i]]; }));
    return times.map(function (t) { var v = byTime.get(t); return v === undefined ? null : v; });
  });
  return makeChart(holder, view, { times: true, range: zeroRange, data: lines, series: data.runs.map(function (r, k) {
    return { stroke: ink("a" + k % 6), width: 1.75, dash: DASHES[k % 6], points: { show: false }, spanGaps: true };
  }) });
}

function goToAddress() {
  var match = /^#(?:run=(\d+)&)?bar=(\d+)$/.exec(location.hash);
  var view = match && allViews[Number(match[1] || 0)];
  if (!view || Number(match[2]) >= view.size) { return false; }
  select(view, Number(match[2]));
  var i = Number(match[2]), x = view.charts[0].scales.x;
  if (i < x.min || i > x.max) { showDay(view, ""); }
  return true;
}

function start() {
  readPalette();
  document.body.append(tip);
  document.querySelectorAll("section.run").forEach(function (section) {
    var view = runView(section);
    allViews.push(view);
    if (view.size) { drawRun(view); }
    fillControls(view);
  });
  var overview = compare(), charts = [].concat.apply(overview ? [overview] : [], allViews.map(function (v) { return v.charts; }));
  if (!goToAddress() && allViews.length) {
    var first = allViews.find(function (v) { return v.run.kind.some(function (k) { return k > 1; }); }) || allViews[0];
    var bar = first.run.kind.findIndex(function (k) { return k > 1; });
    if (bar < 0) { bar = Math.max(0, first.run.kind.lastIndexOf(1)); }
    if (first.size) { selected = first.run.time[bar]; show(); }
  }
  function fit() {
    charts.forEach(function (u) {
      var holder = u.root.parentNode, width = printing ? 690 : holder.clientWidth;
      if (width > 0 && (u.width !== width || u.height !== holder.clientHeight)) { u.setSize({ width: width, height: holder.clientHeight }); }
    });
    place();
  }
  function repaint() { readPalette(); charts.forEach(function (u) { u.redraw(); }); }
  new ResizeObserver(fit).observe(document.body);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  addEventListener("beforeprint", function () { printing = true; root.classList.add("printing"); fit(); repaint(); });
  addEventListener("afterprint", function () { printing = false; root.classList.remove("printing"); fit(); repaint(); });
  addEventListener("hashchange", goToAddress);
  root.setAttribute("data-charts", String(charts.length));
}

start();

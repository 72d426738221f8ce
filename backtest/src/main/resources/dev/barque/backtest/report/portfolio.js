/* A portfolio by date, and its closed positions: only the rows in sight are elements. */
var data = JSON.parse(document.getElementById("report-data").textContent), ROW = 26;

function colours() {
  var style = getComputedStyle(document.documentElement), found = {};
  ["muted", "grid", "equity", "fill", "fall", "loss", "price"].forEach(function (name) {
    found[name] = style.getPropertyValue("--" + name).trim();
  });
  return found;
}

function dayCharts() {
  var holders = document.querySelectorAll("[data-day-chart]"), charts = [], ink = colours(), chosen = -1;
  var words = document.querySelector("[data-day]"), indexes = data.dates.map(function (d, i) { return i; });
  var lines = { equity: [ink.equity, ink.fill, 2], drawdown: [ink.loss, ink.fall, 1], sharpe: [ink.price, undefined, 2] };

  function show(i) {
    if (i === null || i === undefined || i < 0 || i >= data.dates.length) { return; }
    chosen = i;
    words.textContent = data.dates[i] + ": equity " + fixed(data.equity[i], 2) + ", drawdown " + fixed(data.drawdown[i], 2) +
      " %, rolling Sharpe " + fixed(data.sharpe[i], 2);
  }

  holders.forEach(function (holder) {
    var name = holder.dataset.dayChart, line = lines[name];
    var chart = new uPlot({
      width: Math.max(200, holder.clientWidth), height: holder.clientHeight, padding: [8, 36, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false }, sync: { key: "days" } },
      scales: { x: { time: false, range: [-0.5, Math.max(0.5, data.dates.length - 0.5)] } },
      axes: [{
        stroke: ink.muted, grid: { stroke: ink.grid, width: 1 }, ticks: { show: false }, size: 26, space: 90, incrs: [1, 2, 5, 10, 20, 50, 100, 250, 500],
        values: function (u, ticks) { return ticks.map(function (i) { return data.dates[i] || ""; }); }
      }, {
        stroke: ink.muted, grid: { stroke: ink.grid, width: 1 }, ticks: { show: false }, size: 66, space: 26,
        values: function (u, ticks) { return ticks.map(function (v) { return fixed(v, Math.abs(ticks[ticks.length - 1] - ticks[0]) < 5 ? 2 : 0); }); }
      }],
      series: [{}, { stroke: line[0], fill: line[1], width: line[2], points: { show: data.dates.length < 3 } }],
      hooks: { setCursor: [function (u) { show(u.cursor.idx); }] }
    }, [indexes, data[name]], holder);
    holder.addEventListener("keydown", function (event) {
      var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step) {
        event.preventDefault();
        show(Math.min(data.dates.length - 1, Math.max(0, chosen + step)));
      }
    });
    charts.push(chart);
  });
  addEventListener("resize", function () {
    charts.forEach(function (c, i) { c.setSize({ width: Math.max(200, holders[i].clientWidth), height: holders[i].clientHeight }); });
  });
  document.documentElement.dataset.charts = String(charts.length);
}

function tripList(box) {
  var room = box.querySelector("[data-room]"), filter = document.querySelector("[data-filter]"), order = document.querySelector("[data-order]");
  var detail = document.querySelector("[data-chosen]"), count = document.querySelector("[data-count]"), rows = [], at = 0;

  function text(column, t) { return data[column][t] < 0 ? "" : data.texts[data[column][t]]; }
  function when(column, t) { return dateText(data[column][t]) + " " + clockText(data[column][t]); }
  function tone(v) { return v > 0 ? "gain" : v < 0 ? "loss" : ""; }

  function row(place) {
    var t = rows[place], e = element("div", "trip" + (place === at ? " on" : ""));
    e.setAttribute("role", "option");
    e.setAttribute("aria-selected", String(place === at));
    e.setAttribute("aria-setsize", String(rows.length));
    e.setAttribute("aria-posinset", String(place + 1));
    e.id = "trip-" + place;
    e.dataset.place = place;
    e.style.top = place * ROW + "px";
    e.append(element("span", "", text("symbol", t)), element("span", "", (text("side", t) === "long" ? "\u25B2 " : "\u25BC ") + text("side", t)),
      element("span", "n wide", fixed(data.quantity[t], 0)), element("span", "when", when("closed", t)),
      element("span", "n wide", fixed(data.entry[t], 3)), element("span", "n wide", fixed(data.exit[t], 3)),
      element("span", "n " + tone(data.net[t]), signed(data.net[t], 2)), element("span", "wide", text("cause", t)));
    return e;
  }

  function paint() {
    var first = Math.max(0, Math.floor(box.scrollTop / ROW) - 4), last = Math.min(rows.length, first + Math.ceil(box.clientHeight / ROW) + 9);
    var seen = document.createDocumentFragment();
    for (var i = first; i < last; i++) { seen.append(row(i)); }
    room.replaceChildren(seen);
    if (at >= first && at < last) { box.setAttribute("aria-activedescendant", "trip-" + at); } else { box.removeAttribute("aria-activedescendant"); }
  }

  function explain() {
    detail.replaceChildren();
    if (!rows.length) { return; }
    var t = rows[at], side = text("side", t);
    detail.append(element("h3", "", text("symbol", t) + " " + side + ", " + fixed(data.quantity[t], 0) + " shares, " + signed(data.net[t], 2) + " after costs"),
      element("p", "", "Opened " + when("opened", t) + " at " + fixed(data.entry[t], 3) + "; closed " + when("closed", t) + " at " +
        fixed(data.exit[t], 3) + " by " + text("cause", t) + ", after " + data.held[t] + " bars."),
      element("p", "", "Before costs " + signed(data.gross[t], 2) + ", slippage " + fixed(data.slippage[t], 2) +
        (data.impact[t] ? ", permanent impact " + fixed(data.impact[t], 2) : "") + ", fees " + fixed(data.fees[t], 2) +
        ", borrowing " + fixed(data.borrow[t], 2) + "."),
      element("p", "", text("because", t) || "The strategy named no decision."),
      element("p", "note", utcText(data.opened[t] - data.openedOffset[t]) + " to " + utcText(data.closed[t] - data.closedOffset[t])));
  }

  function choose(place) {
    if (!rows.length) { return; }
    at = Math.min(rows.length - 1, Math.max(0, place));
    if (at * ROW < box.scrollTop) { box.scrollTop = at * ROW; }
    if ((at + 1) * ROW > box.scrollTop + box.clientHeight) { box.scrollTop = (at + 1) * ROW - box.clientHeight; }
    paint();
    explain();
  }

  function list() {
    rows = [];
    for (var t = 0; t < data.net.length; t++) {
      if (filter.value === "" || data.symbol[t] === Number(filter.value)) { rows.push(t); }
    }
    var sign = order.value === "worst" ? 1 : -1;
    if (order.value !== "time") { rows.sort(function (a, b) { return sign * (data.net[a] - data.net[b]) || a - b; }); }
    room.style.height = rows.length * ROW + "px";
    box.scrollTop = 0;
    count.textContent = fixed(rows.length, 0) + " shown";
    choose(0);
  }

  var every = element("option", "", "all");
  every.value = "";
  filter.append(every);
  Array.from(new Set(data.symbol)).forEach(function (s) {
    var option = element("option", "", data.texts[s]);
    option.value = s;
    filter.append(option);
  });
  filter.addEventListener("change", list);
  order.addEventListener("change", list);
  box.addEventListener("scroll", paint);
  box.addEventListener("click", function (event) {
    var found = event.target.closest("[data-place]");
    if (found) { choose(Number(found.dataset.place)); }
  });
  box.addEventListener("keydown", function (event) {
    var page = Math.floor(box.clientHeight / ROW);
    var to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); choose(to); }
  });
  list();
}

dayCharts();
var trips = document.querySelector("[data-trips]");
if (trips) { tripList(trips); }
document.documentElement.dataset.ready = String(Math.round(performance.now()));

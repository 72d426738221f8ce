/* Charts by trading date: one line, or several. Colours are looked up when a chart is drawn, so that dark, light and print may change. */
var palette = {}, dateCharts = [], printing = false, PAPER = 690;

function readPalette() {
  var style = getComputedStyle(document.documentElement);
  ["muted", "grid", "equity", "fill", "fall", "loss", "price", "a0", "a1", "a2", "a3", "a4", "a5"].forEach(function (name) {
    palette[name] = style.getPropertyValue("--" + name).trim();
  });
}

function ink(name) { return name && function () { return palette[name]; }; }

function fit(holder) { return { width: printing ? PAPER : Math.max(200, holder.clientWidth), height: holder.clientHeight }; }

/* lines: {values, stroke, fill, width, dash}, colours by their names; hover is told the index of a date. */
function dateChart(holder, dates, lines, hover) {
  var size = fit(holder), axis = { stroke: ink("muted"), grid: { stroke: ink("grid"), width: 1 }, ticks: { show: false } };
  var chart = new uPlot({
    width: size.width, height: size.height, padding: [8, 36, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false }, sync: { key: "days" } },
    scales: { x: { time: false, range: [-0.5, Math.max(0.5, dates.length - 0.5)] } },
    axes: [Object.assign({
      size: 26, space: 90, incrs: [1, 2, 5, 10, 20, 50, 100, 250, 500],
      values: function (u, ticks) { return ticks.map(function (i) { return dates[i] || ""; }); }
    }, axis), Object.assign({
      size: 66, space: 26,
      values: function (u, ticks) { return ticks.map(function (v) { return fixed(v, Math.abs(ticks[ticks.length - 1] - ticks[0]) < 5 ? 2 : 0); }); }
    }, axis)],
    series: [{}].concat(lines.map(function (line) {
      return { stroke: ink(line.stroke), fill: ink(line.fill), width: line.width, dash: line.dash, points: { show: dates.length < 3 } };
    })),
    hooks: { setCursor: [function (u) { hover(u.cursor.idx); }] }
  }, [dates.map(function (d, i) { return i; })].concat(lines.map(function (line) { return line.values; })), holder);
  /* One that stood in the same place before is gone. */
  dateCharts = dateCharts.filter(function (other) { return other.holder !== holder; }).concat({ chart: chart, holder: holder });
  return chart;
}

/* Left and right move through dates for those without a pointer. */
function dateKeys(holder, dates, chosen, show) {
  holder.addEventListener("keydown", function (event) {
    var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step) {
      event.preventDefault();
      show(Math.min(dates.length - 1, Math.max(0, chosen() + step)));
    }
  });
}

function refit() { dateCharts.forEach(function (each) { each.chart.setSize(fit(each.holder)); }); }

function repaint() {
  readPalette();
  dateCharts.forEach(function (each) { each.chart.redraw(true, true); });
}

/* Paper is white, has one width, and nothing on it can be opened. */
function paper(on) {
  printing = on;
  document.documentElement.classList.toggle("printing", on);
  document.querySelectorAll("main details").forEach(function (each) { each.open = on; });
  refit();
  repaint();
}

readPalette();
addEventListener("resize", refit);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
addEventListener("beforeprint", function () { paper(true); });
addEventListener("afterprint", function () { paper(false); });

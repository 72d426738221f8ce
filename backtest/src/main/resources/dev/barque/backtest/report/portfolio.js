/* A portfolio by date. */
var data = JSON.parse(document.getElementById("report-data").textContent);

function dayCharts() {
  var chosen = -1, words = document.querySelector("[data-day]"), count = 0;
  var lines = { equity: ["equity", "fill", 2], drawdown: ["loss", "fall", 1], sharpe: ["price", undefined, 2] };

  function show(i) {
    if (i === null || i === undefined || i < 0 || i >= data.dates.length) { return; }
    chosen = i;
    words.textContent = data.dates[i] + ": equity " + fixed(data.equity[i], 2) + ", drawdown " + fixed(data.drawdown[i], 2) +
      " %, rolling Sharpe " + fixed(data.sharpe[i], 2);
  }

  document.querySelectorAll("[data-day-chart]").forEach(function (holder) {
    var name = holder.dataset.dayChart, line = lines[name];
    dateChart(holder, data.dates, [{ values: data[name], stroke: line[0], fill: line[1], width: line[2] }], show);
    dateKeys(holder, data.dates, function () { return chosen; }, show);
    count++;
  });
  document.documentElement.dataset.charts = String(count);
}

dayCharts();
var trips = document.querySelector("[data-trips]");
if (trips) {
  /* An address such as #sort=net&symbol=SPY&position=3 opens what it names; places begin at 0. */
  var list = tripList(trips), symbols = symbolTable(document.querySelector("[data-symbols]"), list);
  var wanted = new URLSearchParams(location.hash.slice(1));
  if (wanted.get("symbol")) { symbols.choose(wanted.get("symbol")); }
  if (wanted.get("sort")) { symbols.sort(wanted.get("sort")); }
  if (wanted.get("position")) { list.choose(Number(wanted.get("position")) || 0); }
}
document.documentElement.dataset.ready = String(Math.round(performance.now()));

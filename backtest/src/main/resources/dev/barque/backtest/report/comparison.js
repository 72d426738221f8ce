/* Curves of variants over each other. */
var data = JSON.parse(document.getElementById("report-data").textContent), DASHES = [undefined, [8, 4], [2, 3], [8, 3, 2, 3], [12, 6], [2, 6]];

function variantCurves() {
  var holder = document.querySelector("[data-curves]"), keys = document.querySelector("[data-keys]"), words = document.querySelector("[data-day]");
  var chosen = -1;

  function show(i) {
    if (i === null || i === undefined || i < 0 || i >= data.dates.length) { return; }
    chosen = i;
    words.textContent = data.dates[i] + ": " + data.curves.map(function (c) { return c.name + " " + signed(c.grown[i], 2) + " %"; }).join("; ");
  }

  data.curves.forEach(function (curve, n) {
    var mark = element("i", "k line a" + n % 6);
    mark.dataset.dash = n % 6;
    var key = element("span", "key");
    key.append(mark, curve.name);
    keys.append(key);
  });
  dateChart(holder, data.dates, data.curves.map(function (curve, n) {
    return { values: curve.grown, stroke: "a" + n % 6, width: n ? 1.5 : 2.5, dash: DASHES[n % 6] };
  }), show);
  dateKeys(holder, data.dates, function () { return chosen; }, show);
  document.documentElement.dataset.charts = "1";
}

variantCurves();
document.documentElement.dataset.ready = String(Math.round(performance.now()));

/* One uPlot per panel; panels of a run share their x axis, their crosshair and the selected bar. */
var GUTTER = 74, FONT = "11px system-ui, -apple-system, 'Segoe UI', sans-serif", palette = {};

function readPalette() {
  var style = getComputedStyle(document.documentElement);
  ["panel", "text", "muted", "grid", "day", "price", "equity", "fill", "fall", "gain", "loss", "long", "short", "stop", "threshold", "none0",
    "none1", "none2", "none3", "a0", "a1", "a2", "a3", "a4", "a5"].forEach(function (name) {
    palette[name] = style.getPropertyValue("--" + name).trim();
  });
}

function ink(name) { return function () { return palette[name]; }; }

/* How many decimals a step such as 2.5 or 0.05 needs. */
function decimalsOf(step) {
  var decimals = 0;
  while (decimals < 8 && Math.abs(step * Math.pow(10, decimals) - Math.round(step * Math.pow(10, decimals))) > 1e-6) { decimals++; }
  return decimals;
}

/* Line patterns, so that series can be told apart without colour. */
var DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 4], [1, 4]];

function makeChart(holder, view, spec) {
  var size = view.axis.local.length;
  var options = {
    width: Math.max(200, holder.clientWidth), height: holder.clientHeight, padding: [8, 22, spec.times ? 0 : 6, 0],
    legend: { show: false },
    cursor: { x: false, y: false, points: { show: false }, drag: { x: true, y: false, setScale: true } },
    scales: {
      x: { time: false, range: function (u, min, max) {
        return min <= 0 && max >= size - 1 ? [-0.5, Math.max(0, size - 1) + 0.5] : [min, max];
      } },
      y: { range: spec.range }
    },
    axes: [{
      stroke: ink("muted"), font: FONT, size: spec.times ? 42 : 0, gap: 8, lineGap: 1.25, ticks: { show: false },
      grid: { stroke: ink("grid"), width: 1 },
      splits: function (u, axis, min, max) { return timeTicks(view.axis, min, max, Math.max(2, Math.floor(u.bbox.width / devicePixelRatio / 76))); },
      values: function (u, ticks) { return spec.times ? tickLabels(view.axis, ticks) : ticks.map(function () { return ""; }); }
    }, {
      stroke: ink("muted"), font: FONT, size: GUTTER, gap: 6, ticks: { show: false },
      grid: { show: spec.values !== false, stroke: ink("grid"), width: 1 },
      space: 28,
      values: function (u, ticks, axis, space, step) {
        return spec.values === false ? ticks.map(function () { return ""; })
          : ticks.map(function (v) { return v === null ? "" : fixed(v, decimalsOf(step)); });
      }
    }],
    series: [{}].concat(spec.series),
    hooks: {
      drawClear: [function (u) { drawDays(u, view.axis); }],
      draw: [spec.draw || function () {}],
      setScale: [function (u, key) { if (key === "x") { view.zoomed(u); } }]
    }
  };
  var indexes = new Float64Array(size);
  for (var i = 0; i < size; i++) { indexes[i] = i; }
  var chart = new uPlot(options, [indexes].concat(spec.data), holder);
  chart.cross = element("div", "cross");
  chart.pin = element("div", "pin");
  chart.over.append(chart.pin, chart.cross);
  return chart;
}

/* A line does not run from the last bar of a day to the first of the next. */
function breakDays(axis) {
  return function (u, series, from, to, gaps) {
    if (axis.days.length > 100) { return gaps; }
    axis.days.forEach(function (day) {
      if (day[0] > from && day[0] <= to) { gaps.push([u.valToPos(day[0] - 1, "x", true), u.valToPos(day[0], "x", true)]); }
    });
    return gaps.sort(function (a, b) { return a[0] - b[0]; });
  };
}

/* Where one day ends and the next begins, unless these lines would be most of the picture. */
function drawDays(u, axis) {
  var c = u.ctx, box = u.bbox, seen = axis.days.filter(function (d) { return d[0] > u.scales.x.min && d[0] < u.scales.x.max; });
  if (seen.length * 14 * devicePixelRatio > box.width) { return; }
  c.save();
  c.strokeStyle = palette.day;
  c.lineWidth = devicePixelRatio;
  c.beginPath();
  axis.days.forEach(function (day) {
    var x = Math.round(u.valToPos(day[0] - 0.5, "x", true));
    if (day[0] > 0 && x > box.left && x < box.left + box.width) { c.moveTo(x, box.top); c.lineTo(x, box.top + box.height); }
  });
  c.stroke();
  c.restore();
}

/* Clips to the plot, draws, restores. */
function inside(u, paint) {
  var c = u.ctx, box = u.bbox;
  c.save();
  c.beginPath();
  c.rect(box.left, box.top, box.width, box.height);
  c.clip();
  paint(c, devicePixelRatio);
  c.restore();
}

function triangle(c, x, y, r, up) {
  c.beginPath();
  c.moveTo(x, y + (up ? -r : r));
  c.lineTo(x - r, y + (up ? r : -r));
  c.lineTo(x + r, y + (up ? r : -r));
  c.closePath();
  c.fill();
  c.stroke();
}

/* Entries, exits, the way between them and the stop levels; smaller and without stops where they stand thick. */
function drawTrades(u, trades) {
  var seen = trades.filter(function (t) { return t.exit >= u.scales.x.min && t.entry <= u.scales.x.max; });
  var dense = seen.length * 12 * devicePixelRatio > u.bbox.width, r = dense ? 2.5 : 5;
  inside(u, function (c, dpr) {
    seen.forEach(function (t) {
      var x1 = u.valToPos(t.entry, "x", true), x2 = u.valToPos(t.exit, "x", true);
      var y1 = u.valToPos(t.entryPrice, "y", true), y2 = u.valToPos(t.exitPrice, "y", true);
      if (t.stop !== null && !dense) {
        var y = u.valToPos(t.stop, "y", true);
        c.strokeStyle = palette.stop; c.lineWidth = 1.5 * dpr; c.setLineDash([4 * dpr, 3 * dpr]);
        c.beginPath(); c.moveTo(x1, y); c.lineTo(x2, y); c.stroke();
      }
      c.setLineDash(t.pnl < 0 ? [3 * dpr, 2 * dpr] : []);
      c.strokeStyle = t.pnl > 0 ? palette.gain : t.pnl < 0 ? palette.loss : palette.muted; c.lineWidth = 2 * dpr;
      c.beginPath(); c.moveTo(x1, y1); c.lineTo(x2, y2); c.stroke();
      c.setLineDash([]);
      c.lineWidth = dense ? 0.25 : dpr; c.strokeStyle = palette.panel;
      c.fillStyle = t.sign > 0 ? palette.long : palette.short;
      triangle(c, x1, y1, r * dpr, t.sign > 0);
      c.fillStyle = t.pnl > 0 ? palette.gain : t.pnl < 0 ? palette.loss : palette.muted;
      c.fillRect(x2 - r * 0.7 * dpr, y2 - r * 0.7 * dpr, r * 1.4 * dpr, r * 1.4 * dpr);
    });
  });
}

/* Room for prices and, where they are near enough to be worth it, the stops of the trades in sight. */
function priceRange(trades) {
  return function (u, min, max) {
    if (min === null || max === null) { return [0, 1]; }
    var low = min, high = max, room = Math.max(max - min, Math.abs(max) * 1e-4);
    trades.forEach(function (t) {
      if (t.exit < u.scales.x.min || t.entry > u.scales.x.max) { return; }
      [t.entryPrice, t.exitPrice, t.stop].forEach(function (p) {
        if (p !== null && p > min - room && p < max + room) { low = Math.min(low, p); high = Math.max(high, p); }
      });
    });
    var pad = Math.max(high - low, room) * 0.06;
    return [low - pad, high + pad];
  };
}

/* A range that holds 0. */
function zeroRange(u, min, max) {
  var low = Math.min(0, min === null ? 0 : min), high = Math.max(0, max === null ? 0 : max);
  if (low === high) { return [-1, 1]; }
  var pad = (high - low) * 0.08;
  return [low < 0 ? low - pad : 0, high > 0 ? high + pad : 0];
}

function fallRange(u, min) { return min === null || min >= 0 ? [-1, 0] : [min * 1.1, 0]; }

function drawThreshold(threshold) {
  return function (u) {
    if (threshold === null) { return; }
    inside(u, function (c, dpr) {
      var y = Math.round(u.valToPos(threshold, "y", true));
      c.strokeStyle = palette.threshold; c.lineWidth = 1.5 * dpr; c.setLineDash([6 * dpr, 4 * dpr]);
      c.beginPath(); c.moveTo(u.bbox.left, y); c.lineTo(u.bbox.left + u.bbox.width, y); c.stroke();
      var text = "threshold " + fixed(threshold, 2), right = u.bbox.left + u.bbox.width - 4 * dpr;
      c.font = 11 * dpr + "px system-ui, sans-serif"; c.textAlign = "right"; c.textBaseline = "bottom";
      c.fillStyle = palette.panel;
      c.fillRect(right - c.measureText(text).width - 4 * dpr, y - 17 * dpr, c.measureText(text).width + 8 * dpr, 15 * dpr);
      c.fillStyle = palette.threshold;
      c.fillText(text, right, y - 3 * dpr);
    });
  };
}

/* A stroke for each bar; trades last, wide enough to be found. */
function drawDecisions(view) {
  return function (u) {
    inside(u, function (c, dpr) {
      var box = u.bbox, from = Math.max(0, Math.floor(u.scales.x.min)), to = Math.min(view.size - 1, Math.ceil(u.scales.x.max));
      for (var pass = 0; pass < 2; pass++) {
        for (var i = from; i <= to; i++) {
          var kind = view.run.kind[i];
          if (kind === 0 || (kind > 1) !== (pass === 1)) { continue; }
          var x1 = Math.floor(u.valToPos(i - 0.5, "x", true)), x2 = Math.ceil(u.valToPos(i + 0.5, "x", true));
          c.fillStyle = kind === 2 ? palette.long : kind === 3 ? palette.short : palette["none" + view.reasonRank(i)];
          c.fillRect(x1, kind === 3 ? box.top + box.height / 3 : box.top, Math.max(x2 - x1, pass ? 2 * dpr : 1),
            pass ? box.height * 2 / 3 : box.height);
        }
      }
    });
  };
}

/* The x axis counts bars, so that nights and weekends take no room; its labels are the exchange's clock and date. */
var STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720];

/* Seconds on the exchange's clock and the offset of it, bar by bar. */
function localSeconds(time, offsets) {
  var local = new Float64Array(time.length), k = 0;
  for (var i = 0; i < time.length; i++) {
    while (k + 1 < offsets.length && offsets[k + 1][0] <= i) { k++; }
    local[i] = time[i] / 1e6 + (offsets.length ? offsets[k][1] : 0);
  }
  return local;
}

function offsetAt(offsets, i) {
  var offset = 0;
  for (var k = 0; k < offsets.length && offsets[k][0] <= i; k++) { offset = offsets[k][1]; }
  return offset;
}

/* Bars to label between two places, at most so many: whole steps of the clock and the first bar of each day. */
function timeTicks(axis, min, max, most) {
  var first = Math.max(0, Math.ceil(min)), last = Math.min(axis.local.length - 1, Math.floor(max)), i;
  if (last < first) { return []; }
  var starts = axis.days.map(function (d) { return d[0]; }).filter(function (d) { return d >= first && d <= last; });
  if (starts.length * 2 > most) {
    var each = Math.ceil(starts.length / Math.max(1, most));
    return starts.filter(function (d, k) { return k % each === 0; });
  }
  for (var s = 0; s < STEPS.length; s++) {
    var step = STEPS[s] * 60, found = starts.slice();
    for (i = first + 1; i <= last && found.length <= 2 * most; i++) {
      if (Math.floor(axis.local[i] / step) !== Math.floor(axis.local[i - 1] / step) && starts.indexOf(i) < 0) { found.push(i); }
    }
    if (found.length > 2 * most) { continue; }
    found.sort(function (a, b) { return a - b; });
    var gap = (max - min) / most * 0.7;
    found = found.filter(function (v) {
      return starts.indexOf(v) >= 0 || starts.every(function (d) { return Math.abs(d - v) >= gap; });
    });
    if (found.length <= most) { return found; }
  }
  return starts;
}

function tickLabels(axis, ticks) {
  var starts = axis.days.map(function (d) { return d[0]; });
  return ticks.map(function (i) {
    if (i === null || i === undefined || axis.local[i] === undefined) { return ""; }
    var day = starts.indexOf(i);
    return clockText(axis.local[i]) + (day < 0 ? "" : "\n" + axis.days[day][1]);
  });
}

/* The table of symbols: sorted by what a reader chooses; a symbol draws its curve and filters the list of positions. */
function symbolTable(table, list) {
  var body = table.tBodies[0], rows = Array.from(body.rows), heads = Array.from(table.tHead.rows[0].cells);
  var panel = document.querySelector("[data-symbol-panel]"), holder = panel.querySelector("[data-symbol-chart]");
  var name = panel.querySelector("[data-symbol-name]"), chosen = -1, sums = [];

  function isSum(row) { return row.classList.contains("sum"); }

  function value(row, place) {
    var cell = row.cells[place];
    if (cell.dataset.v === undefined) { return cell.textContent; }
    return cell.dataset.v === "" ? NaN : Number(cell.dataset.v);
  }

  /* The sum stays below, and what has no number comes last, whichever way. */
  function sort(place, sign) {
    rows.sort(function (a, b) {
      var x = value(a, place), y = value(b, place);
      if (isSum(a) !== isSum(b)) { return isSum(a) ? 1 : -1; }
      if (x !== x || y !== y) { return x === y ? 0 : (x !== x ? 1 : 0) - (y !== y ? 1 : 0); }
      return sign * (x < y ? -1 : x > y ? 1 : 0);
    });
    body.append.apply(body, rows);
    heads.forEach(function (head, i) {
      if (head.dataset.key) { head.setAttribute("aria-sort", i !== place ? "none" : sign > 0 ? "ascending" : "descending"); }
    });
  }

  /* By date of closing; a position that was closed beyond the last date counts there. */
  function curve(symbol) {
    var days = new Map(data.dates.map(function (date, i) { return [date, i]; })), last = data.dates.length - 1, sum = 0;
    var added = data.dates.map(function () { return 0; });
    data.net.forEach(function (net, t) {
      if (symbol === null || data.texts[data.symbol[t]] === symbol) {
        var day = days.get(dateText(data.closed[t] - 1));
        added[day === undefined ? last : day] += net;
      }
    });
    return added.map(function (v) { sum += v; return sum; });
  }

  function show(i) {
    if (i === null || i === undefined || i < 0 || i >= data.dates.length) { return; }
    chosen = i;
    name.textContent = name.dataset.of + ": " + signed(sums[i], 2) + " up to " + data.dates[i];
  }

  function choose(row) {
    var symbol = isSum(row) ? null : row.dataset.symbol;
    rows.forEach(function (r) { r.classList.toggle("on", r === row); });
    panel.hidden = false;
    holder.replaceChildren();
    sums = curve(symbol);
    name.dataset.of = symbol === null ? "All symbols" : symbol;
    dateChart(holder, data.dates, [{ values: sums, stroke: "equity", fill: "fill", width: 2 }], show);
    show(data.dates.length - 1);
    if (list) { list.only(symbol); }
  }

  heads.forEach(function (head, place) {
    if (!head.dataset.key) { return; }
    var button = element("button", "plain", head.textContent);
    button.type = "button";
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") === "descending", text = head.dataset.key === "symbol";
      sort(place, head.getAttribute("aria-sort") === "none" ? (text ? 1 : -1) : down ? 1 : -1);
    });
    head.setAttribute("aria-sort", head.dataset.key === "symbol" ? "ascending" : "none");
    head.replaceChildren(button);
  });
  rows.forEach(function (row) {
    var button = element("button", "plain", row.cells[0].textContent);
    button.type = "button";
    button.addEventListener("click", function () { choose(row); });
    row.cells[0].replaceChildren(button);
  });
  dateKeys(holder, data.dates, function () { return chosen; }, show);
  return {
    sort: function (key) {
      heads.forEach(function (head, place) { if (head.dataset.key === key) { head.firstChild.click(); } });
    },
    choose: function (symbol) {
      rows.forEach(function (row) { if (row.dataset.symbol === symbol && !isSum(row)) { choose(row); } });
    }
  };
}

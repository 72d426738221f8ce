/* The list of closed positions: only the rows in sight are elements. */
var ROW = 26;

function tripList(box) {
  var room = box.querySelector("[data-room]"), order = document.querySelector("[data-order]"), filters = {}, rows = [], at = 0;
  var detail = document.querySelector("[data-chosen]"), count = document.querySelector("[data-count]");
  document.querySelectorAll("[data-by]").forEach(function (field) { filters[field.dataset.by] = field; });

  function text(column, t) { return data[column][t] < 0 ? "" : data.texts[data[column][t]]; }
  function when(column, t) { return dateText(data[column][t]) + " " + clockText(data[column][t]); }
  function tone(v) { return v > 0 ? "gain" : v < 0 ? "loss" : ""; }
  function costs(t) { return data.slippage[t] + data.impact[t] + data.fees[t] + data.borrow[t]; }

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
      element("span", "n wide", fixed(costs(t), 2)), element("span", "n " + tone(data.net[t]), signed(data.net[t], 2)), element("span", "wide", text("cause", t)));
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
    var t = rows[at], side = text("side", t), decision = decisionOf(t);
    detail.append(element("h3", "", text("symbol", t) + " " + side + ", " + fixed(data.quantity[t], 0) + " shares, " + signed(data.net[t], 2) + " after costs"),
      element("p", "", "Opened " + when("opened", t) + " at " + fixed(data.entry[t], 3) + "; closed " + when("closed", t) + " at " +
        fixed(data.exit[t], 3) + " by " + text("cause", t) + ", after " + data.held[t] + (data.held[t] === 1 ? " bar." : " bars.")),
      element("p", "", "Before costs " + signed(data.gross[t], 2) + ", slippage " + fixed(data.slippage[t], 2) +
        (data.impact[t] ? ", permanent impact " + fixed(data.impact[t], 2) : "") + ", fees " + fixed(data.fees[t], 2) +
        ", borrowing " + fixed(data.borrow[t], 2) + "."),
      element("p", "because", text("because", t) || "The strategy named no decision."));
    if (decision) { detail.append.apply(detail, decisionParts(decision)); }
    detail.append(element("p", "note", utcText(data.opened[t] - data.openedOffset[t]) + " to " + utcText(data.closed[t] - data.closedOffset[t])));
  }

  function choose(place) {
    if (!rows.length) { paint(); explain(); return; }
    at = Math.min(rows.length - 1, Math.max(0, place));
    if (at * ROW < box.scrollTop) { box.scrollTop = at * ROW; }
    if ((at + 1) * ROW > box.scrollTop + box.clientHeight) { box.scrollTop = (at + 1) * ROW - box.clientHeight; }
    paint();
    explain();
  }

  /* Days are those of the exchange's clock, as the rows show them. */
  function seconds(date, more) { return date === "" ? null : Date.parse(date + "T00:00:00Z") / 1000 + more; }

  function select() {
    var symbol = filters.symbol.value, side = filters.side.value, result = filters.result.value, cause = filters.cause.value;
    var from = seconds(filters.from.value, 0), to = seconds(filters.to.value, 86400), sum = 0, gains = 0;
    rows = [];
    for (var t = 0; t < data.net.length; t++) {
      if ((symbol === "" || data.symbol[t] === Number(symbol)) && (side === "" || data.side[t] === Number(side)) &&
          (result === "" || Math.sign(data.net[t]) === Number(result)) && (cause === "" || data.cause[t] === Number(cause)) &&
          (from === null || data.closed[t] > from) && (to === null || data.closed[t] <= to)) {
        rows.push(t);
        sum += data.net[t];
        gains += data.net[t] > 0 ? 1 : 0;
      }
    }
    var by = { worst: function (t) { return data.net[t]; }, best: function (t) { return -data.net[t]; },
      size: function (t) { return -data.quantity[t] * data.entry[t]; }, costs: function (t) { return -costs(t); } }[order.value];
    if (by) { rows.sort(function (a, b) { return by(a) - by(b) || a - b; }); }
    room.style.height = rows.length * ROW + "px";
    box.scrollTop = 0;
    at = 0;
    count.textContent = fixed(rows.length, 0) + " shown" + (rows.length ? ", " + signed(sum, 2) + " after costs, " +
      fixed(100 * gains / rows.length, 1) + " % with a gain" : ": nothing is as chosen");
    choose(0);
  }

  /* The values of a column that is coded by texts, as choices in the order of the words. */
  function choices(column) {
    Array.from(new Set(data[column])).sort(function (a, b) { return data.texts[a] < data.texts[b] ? -1 : 1; }).forEach(function (code) {
      var option = element("option", "", data.texts[code]);
      option.value = code;
      filters[column].append(option);
    });
  }

  ["symbol", "side", "cause"].forEach(choices);
  if (data.dates.length) {
    ["from", "to"].forEach(function (end) {
      filters[end].min = data.dates[0];
      filters[end].max = data.dates[data.dates.length - 1];
    });
  }
  Object.keys(filters).forEach(function (name) { filters[name].addEventListener("change", select); });
  order.addEventListener("change", select);
  document.querySelector("[data-reset]").addEventListener("click", function () {
    Object.keys(filters).forEach(function (name) { filters[name].value = ""; });
    select();
  });
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
  select();
  return {
    choose: choose,
    only: function (symbol) {
      var code = symbol === null ? -1 : data.texts.indexOf(symbol);
      filters.symbol.value = code < 0 ? "" : String(code);
      select();
    }
  };
}

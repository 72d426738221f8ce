/* The decision on one bar, in words. */
function explorer(root, view, data) {
  var run = view.run, fields = {};
  root.querySelectorAll("[data-f]").forEach(function (e) { fields[e.getAttribute("data-f")] = e; });

  function text(place) { return place < 0 ? "" : data.texts[place]; }

  function set(name, value, tone) {
    var e = fields[name];
    if (e.textContent !== value) { e.textContent = value; }
    if (tone !== undefined) { e.dataset.tone = tone; }
  }

  function tone(value) { return value > 0 ? "gain" : value < 0 ? "loss" : ""; }

  function position(i) {
    var open = run.trades.filter(function (t) { return t.entry <= i && i < t.exit; });
    var closed = run.trades.filter(function (t) { return t.exit === i; });
    var parts = open.map(function (t) {
      return (t.sign > 0 ? "\u25B2 long " : "\u25BC short ") + fixed(t.size, 3) + " from " + fixed(t.entryPrice, data.priceDecimals) +
        " at " + clockText(view.axis.local[t.entry]) + ", open mark " + signed((run.close[i] - t.entryPrice) * t.sign * t.size, data.moneyDecimals);
    }).concat(closed.map(function (t) {
      return "closed by " + t.why + ", " + signed(t.pnl, data.moneyDecimals);
    }));
    return parts.join("; ") || "flat";
  }

  function views(i) {
    var body = document.createDocumentFragment();
    run.agents.forEach(function (agent) {
      if (agent.thesis[i] < 0 && agent.confidence[i] === null) { return; }
      var row = element("tr"), name = element("th", "", agent.name), bias = agent.bias[i], counts = agent.confidence[i];
      name.scope = "row";
      row.append(name,
        element("td", "n", bias === null ? DASH : (bias > 0 ? "\u25B2 " : bias < 0 ? "\u25BC " : "") + signed(bias, 2)),
        element("td", "n" + (run.threshold !== null && counts !== null && counts >= run.threshold ? " above" : ""), fixed(counts, 3)),
        element("td", "thesis", text(agent.thesis[i])));
      body.append(row);
      var words = [text(agent.evidence[i]), text(agent.levels[i])].filter(Boolean).join("; ");
      if (words) {
        var more = element("tr", "evidence"), cell = element("td", "", words);
        cell.colSpan = 4;
        more.append(cell);
        body.append(more);
      }
    });
    if (!body.childNodes.length) {
      var line = element("tr"), none = element("td", "muted", run.kind[i] === 0 ? "nobody was asked on this bar" : "nobody spoke");
      none.colSpan = 4;
      line.append(none);
      body.append(line);
    }
    fields.views.replaceChildren(body);
  }

  function guards(i) {
    var verdicts = run.guards[i] || [];
    fields.guards.replaceChildren.apply(fields.guards, verdicts.map(function (v) {
      return element("p", "guard", "guard " + text(v[0]) + " " + text(v[1]) + " (size \u00D7 " + fixed(v[2], 2) + "): " + text(v[3]));
    }));
  }

  function row(i) {
    if (run.rowEvent[i] === null) { return run.kind[i] === 0 ? "" : "Feature row: none could be seen."; }
    return "Feature row " + text(run.set[i]) + " #" + fixed(run.rowSequence[i], 0).replace(/,/g, "") + ", about " + utcText(run.rowEvent[i] / 1e6) +
      ", known from " + utcText(run.rowKnown[i] / 1e6) + (run.profile[i] < 0 ? "" : ", profile " + text(run.profile[i]));
  }

  function verdict(i) {
    var order = run.orders[i], kind = run.kind[i];
    if (kind === 0) { set("verdict", "No decision on this bar", ""); set("why", ""); set("change", ""); return; }
    if (kind === 1) {
      var amount = run.amount[i];
      set("verdict", "No trade: " + text(run.why[i]), "none");
      set("why", "Smallest change that would have traded:");
      set("change", (text(run.change[i]) || "none is known") + (amount === null ? "" : " (amount " + fixed(amount, 4) + ")"));
      return;
    }
    set("verdict", kind === 2 ? "\u25B2 Trade long" : "\u25BC Trade short", kind === 2 ? "long" : "short");
    set("why", text(run.why[i]));
    set("change", "confidence " + fixed(order.confidence, 3) + ", size " + fixed(order.size, 3) + ", time stop " + order.timeStop + " bars, stop " +
      (order.stop === null ? "none" : fixed(order.stop, data.priceDecimals)));
  }

  return function (i) {
    if (!view.size) { return; }
    var offset = offsetAt(run.offsets, i), local = view.axis.local[i];
    set("time", dateText(local) + " " + clockText(local));
    set("utc", offsetText(offset) + ", " + utcText(run.time[i] / 1e6));
    set("bar", i + " of " + view.size);
    set("close", fixed(run.close[i], data.priceDecimals));
    set("equity", signed(run.equity[i], data.moneyDecimals), tone(run.equity[i]));
    set("drawdown", fixed(run.drawdown[i], data.moneyDecimals));
    set("position", position(i));
    verdict(i);
    set("up", fixed(run.up[i], 3));
    set("down", fixed(run.down[i], 3));
    views(i);
    guards(i);
    set("row", row(i));
  };
}

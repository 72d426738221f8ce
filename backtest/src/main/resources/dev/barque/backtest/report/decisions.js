/* The decisions that opened positions. They come in chunks, of which one is parsed when somebody asks for it. */
var parsedChunks = {};

function decisionOf(t) {
  var holders = document.querySelectorAll("[data-decisions]"), at = Math.floor(t / data.chunk);
  if (!holders[at]) { return null; }
  if (!parsedChunks[at]) { parsedChunks[at] = JSON.parse(holders[at].textContent); }
  var d = parsedChunks[at].decisions[t % data.chunk], texts = parsedChunks[at].texts;
  return d && {
    seconds: d[0], offset: d[1], profile: texts[d[2]], confidence: d[3], size: d[4], bars: d[5], stop: d[6], up: d[7], down: d[8], quorum: d[9],
    views: d[10].map(function (v) {
      return { agent: texts[v[0]], bias: v[1], confidence: v[2], threshold: v[3], weight: v[4], thesis: texts[v[5]], evidence: texts[v[6]] };
    }),
    guards: d[11].map(function (g) { return { id: texts[g[0]], outcome: texts[g[1]], factor: g[2], reason: texts[g[3]] }; })
  };
}

function viewRows(view) {
  var row = element("tr"), speaks = view.bias !== null, counts = speaks && view.threshold !== null && view.confidence >= view.threshold;
  var head = element("th", "", view.agent);
  head.scope = "row";
  var points = !speaks ? "abstains" : view.bias > 0 ? "\u25B2 up" : view.bias < 0 ? "\u25BC down" : "nowhere";
  row.append(head, element("td", "", points), element("td", "n" + (counts ? " above" : ""), fixed(view.confidence, 3)),
    element("td", "n", fixed(view.threshold, 2)), element("td", "n", fixed(view.weight, 2)),
    element("td", "n", speaks && view.weight !== null && view.bias !== 0 ? signed(Math.sign(view.bias) * view.confidence * view.weight, 3) : DASH));
  var more = element("tr", "evidence"), cell = element("td", "", speaks && view.thesis ? view.thesis + ": " + view.evidence : view.evidence);
  cell.colSpan = 6;
  more.append(cell);
  return [row, more];
}

function viewTable(views) {
  var table = element("table", "views"), heads = element("tr"), body = element("tbody"), head = element("thead");
  ["Agent", "Points", "Confidence", "needed", "Weight", "Vote"].forEach(function (word, i) {
    var cell = element("th", i > 1 ? "n" : "", word);
    cell.scope = "col";
    heads.append(cell);
  });
  head.append(heads);
  views.forEach(function (view) { body.append.apply(body, viewRows(view)); });
  table.append(element("caption", "", "What the agents said"), head, body);
  return table;
}

/* What decided, as elements. */
function decisionParts(d) {
  var parts = [element("p", "", "Decided " + dateText(d.seconds + d.offset) + " " + clockText(d.seconds + d.offset) + " by " + d.profile +
    (d.confidence === null ? "" : ", confidence " + fixed(d.confidence, 3) + ", size " + fixed(d.size, 2) + " of a unit, closed after " + d.bars +
      " bars at the latest" + (d.stop === null ? ", without a stop price" : ", stop price " + fixed(d.stop, 3))) + ".")];
  if (d.views.length) {
    var box = element("div", "scroll flat");
    box.append(viewTable(d.views));
    parts.push(box);
  }
  var own = Math.max(d.up, d.down), other = Math.min(d.up, d.down);
  parts.push(element("p", "", "Votes: up " + fixed(d.up, 3) + ", down " + fixed(d.down, 3) +
    (data.edge === null || d.quorum === null ? "." : "; needed were " + d.quorum + " agents that point one way, each with its confidence, and more than " +
      fixed(data.edge, 2) + " times the other side: " + fixed(own, 3) + " against " + fixed(other * data.edge, 3) + ".")));
  d.guards.forEach(function (g) {
    parts.push(element("p", "guard", "Guard " + g.id + ": " + g.outcome + (g.factor > 0 && g.factor < 1 ? " to " + fixed(g.factor * 100, 0) + " %" : "") +
      (g.reason ? ", " + g.reason : "")));
  });
  return parts;
}

// Answers each line with a sum. Everything is made ready before the first one; the first line of output is "ready".
import fs from 'node:fs';
import readline from 'node:readline';
import pl from 'nodejs-polars';

const FIELDS = 8;
const names = Array.from({ length: FIELDS }, (_, field) => `field_${field}`);
const [what, ...rest] = process.argv.slice(2);

// Sums of columns, each by Polars.
const total = (frame, columns) => columns.reduce((sum, column) => sum + (frame.getColumn(column).sum() ?? 0), 0);

function join([file, perSymbol, symbols, start, step]) {
  const bytes = fs.readFileSync(file);
  const pairs = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const questions = pairs.length / 2;
  const spine = pl.DataFrame({
    number: new Int32Array(questions).map((_, q) => pairs[2 * q]),
    time: new Float64Array(questions).map((_, q) => pairs[2 * q + 1]),
  });
  const size = perSymbol * symbols;
  const columns = { number: new Int32Array(size), time: new Float64Array(size) };
  for (const name of names) columns[name] = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    // By time, all symbols of an instant after each other: joins want both sides sorted.
    const row = Math.floor(i / symbols);
    const symbol = i % symbols;
    columns.number[i] = symbol;
    columns.time[i] = Number(start) + row * Number(step);
    for (let field = 0; field < FIELDS; field++) columns[names[field]][i] = (row * 31 + symbol * 17 + field * 7) % 100000;
  }
  const rows = pl.DataFrame(columns);
  return () => total(spine.joinAsof(rows, { on: 'time', by: 'number' }), names);
}

function joinFile([spineFile, file]) {
  const spine = pl.readParquet(spineFile);
  return () => total(spine.joinAsof(pl.readParquet(file), { on: 'time', by: 'symbol' }), names);
}

function scan([file, start]) {
  return () => {
    const rows = pl.readParquet(file);
    const sums = rows.select(
      pl.col('symbol').str.replace('S', '').cast(pl.Int64).sum().alias('symbol'),
      pl.col('time').cast(pl.Int64).sub(pl.lit(Number(start))).cast(pl.Float64).div(pl.lit(1e9)).sum().alias('time'),
      ...names.map((name) => pl.col(name).sum()),
    );
    return total(sums, ['symbol', 'time', ...names]);
  };
}

const work = { join, 'join-file': joinFile, scan }[what](rest);
process.stdout.write('ready\n');
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line === 'run') process.stdout.write(`${work()}\n`);
}

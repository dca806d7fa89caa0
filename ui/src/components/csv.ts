/** Tables as text. */

/** The rows of a CSV text (RFC 4180). */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found) break;
    const [, raw = '', end = ''] = found;
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push([...row, '']);
  return rows;
}

/** A CSV text with tabs between its cells, as sheets take it from the clipboard. */
export function csvToTabs(text: string): string {
  const lines = readCsv(text.replace(/^\uFEFF/, '')).map((row) =>
    row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'),
  );
  return lines.map((line) => `${line}\n`).join('');
}

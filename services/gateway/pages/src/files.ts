// Files as people bring them and take them away.

// Offers the text as a file.
export function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], {type}));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const SEPARATOR = ';';

// A spreadsheet takes a cell that begins so for a formula.
const defused = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

// As French spreadsheets open it: UTF-8 with its mark, semicolons, lines that end with CR LF.
export const csvText = (rows: string[][]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(defused(cell))).join(SEPARATOR)).join('\r\n')}\r\n`;

export interface CsvRow {
  cells: string[];
  text: string; // as it stood in the file
}

// Rows of a file whose cells may be quoted and hold line ends; empty lines are passed over.
export function csvRows(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let [cells, cell, start, inQuotes] = [[] as string[], '', 0, false];
  const end = (at: number) => {
    cells.push(cell);
    const raw = text.slice(start, at);
    if (raw.trim() !== '') rows.push({cells, text: raw});
    [cells, cell] = [[], ''];
  };
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  start = at;
  for (; at < text.length; ++at) {
    const letter = text[at]!;
    if (inQuotes) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else inQuotes = false;
    } else if (letter === '"' && cell === '') {
      inQuotes = true;
    } else if (letter === SEPARATOR) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n' || letter === '\r') {
      end(at);
      if (letter === '\r' && text[at + 1] === '\n') ++at;
      start = at + 1;
    } else {
      cell += letter;
    }
  }
  end(at);
  return rows;
}

// The elements of a JSON array as they stand in the text, so that each reaches the platform as its sender wrote
// it; undefined where the text is no JSON array of objects.
export function jsonRecords(text: string): string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || !parsed.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))) {
    return undefined;
  }
  const records: string[] = [];
  let [depth, start, inString] = [0, 0, false];
  for (let at = 0; at < text.length; ++at) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') ++at;
      else if (letter === '"') inString = false;
    } else if (letter === '"') {
      inString = true;
    } else if (letter === '{' || letter === '[') {
      if (++depth === 2) start = at;
    } else if (letter === '}' || letter === ']') {
      if (--depth === 1) records.push(text.slice(start, at + 1));
    }
  }
  return records;
}

// UTF-8, else what older French software writes.
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

// Runs of consecutive items, none longer than `most` and none heavier than `heaviest` but for one alone.
export function batches<T>(items: T[], most: number, heaviest: number, weight: (item: T) => number): T[][] {
  const runs: T[][] = [];
  let sum = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const own = weight(item);
    if (sum + own > heaviest || runs.at(-1)!.length >= most) {
      runs.push([]);
      sum = 0;
    }
    runs.at(-1)!.push(item);
    sum += own;
  }
  return runs;
}

/** Rows of text under a heading, in columns: the first to the left, numbers to the right. */
export function table(heading, rows) {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return `${all
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
        .join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

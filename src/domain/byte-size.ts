/** Bytes in a readable unit, with one decimal: `1.5 MB`. */
export function byteSizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 'B';
  while (size >= 1000 && units.length > 0) {
    size /= 1000;
    unit = units.shift() as string;
  }
  return `${size.toFixed(1)} ${unit}`;
}

/** A copy of what is on a terminal: a program clears it when it ends. */
export function readScreen(screen) {
  const { cols, rows } = screen;
  const { active } = screen.buffer;
  const cells = Array.from({ length: rows }, (_, y) => {
    const row = active.getLine(active.viewportY + y);
    return Array.from({ length: cols }, (_, x) => cellOf(row?.getCell(x)));
  });
  return { cols, rows, cells };
}

function cellOf(cell) {
  return {
    text: cell?.getChars() || ' ',
    width: cell?.getWidth() ?? 1,
    bold: Boolean(cell?.isBold()),
    dim: Boolean(cell?.isDim()),
    inverse: Boolean(cell?.isInverse()),
    underline: Boolean(cell?.isUnderline()),
    foreground: colorOf(cell?.isFgRGB(), cell?.isFgPalette(), cell?.getFgColor()),
    background: colorOf(cell?.isBgRGB(), cell?.isBgPalette(), cell?.getBgColor()),
  };
}

/** `#rrggbb`, a number of the terminal's palette, or null for its own colour. */
function colorOf(isRgb, isPalette, value) {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  return isPalette ? value : null;
}

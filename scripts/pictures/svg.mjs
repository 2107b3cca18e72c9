/** The size of a cell, and of what is around the screen. */
const CELL = { width: 8, height: 18 };
const FONT_SIZE = 13.3;
const PADDING = 14;
const BAR_HEIGHT = 30;
/** From the top of a cell to the line that letters stand on. */
const BASELINE = 13;

/** A terminal's own colours: background, text, window frame, and the sixteen of its palette. */
export const THEMES = {
  dark: {
    background: '#14161d',
    text: '#d8dce6',
    frame: '#2a3042',
    palette: [
      ...['#14161d', '#ff7f8a', '#7fd89a', '#f2b866', '#7cb7ff', '#c79bf2', '#46c3d6', '#d8dce6'],
      ...['#6c7386', '#ff9aa3', '#9be5b1', '#f7cd8f', '#9ccaff', '#d9b8f7', '#7ad7e5', '#ffffff'],
    ],
  },
  light: {
    background: '#fdfdfb',
    text: '#24262d',
    frame: '#d5dae4',
    palette: [
      ...['#24262d', '#bf2331', '#15702f', '#8f5600', '#1d5fc0', '#7a35a8', '#0c6f83', '#c6ccd8'],
      ...['#5d6472', '#d8404d', '#2f9a52', '#b07a12', '#2f86d6', '#9650c4', '#148ca4', '#fdfdfb'],
    ],
  },
};

/**
 * A screen as SVG: a rectangle for each run of one background and each block, lines for rules, and a text of fixed
 * length for each run of one style, so columns stay aligned in any font. One element a line, row by row.
 */
export function drawSvg({ cols, rows, cells }, theme, label) {
  const width = cols * CELL.width + 2 * PADDING;
  const height = rows * CELL.height + BAR_HEIGHT + PADDING;
  const body = cells.flatMap((row, y) => drawRow(row, BAR_HEIGHT + y * CELL.height, theme));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}">`,
    `<title>${escapeXml(label)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.frame}"/>`,
    ...[0, 1, 2].map((n) => `<circle cx="${PADDING + 6 + n * 18}" cy="15" r="5" fill="${theme.frame}"/>`),
    `<g font-family="ui-monospace,'SF Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="${FONT_SIZE}">`,
    ...body,
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

function drawRow(row, top, theme) {
  const painted = row.filter(({ width }) => width > 0).map((cell) => paint(cell, theme));
  let x = PADDING;
  for (const cell of painted) {
    cell.x = x;
    x += cell.width * CELL.width;
  }
  return [
    ...runs(painted, (cell) => cell.background ?? '').flatMap((run) => drawBackground(run, top)),
    ...runs(painted, shapeStyle).flatMap((run) => drawShapes(run, top)),
    ...words(painted).map((run) => drawText(run, top)),
  ];
}

/** A cell with its real colours; `background` is null where it is the window's. */
function paint(cell, theme) {
  let text = hex(cell.foreground, theme) ?? theme.text;
  let background = hex(cell.background, theme);
  if (cell.inverse) [text, background] = [background ?? theme.background, text];
  if (cell.dim) text = mix(text, background ?? theme.background, 0.6);
  return { ...cell, foreground: text, background };
}

function drawBackground(run, top) {
  const { background, x } = run[0];
  return background === null ? [] : [rect(x, top, widthOf(run), CELL.height, background)];
}

/** How each sign that is drawn fills its cell: rectangles as shares of width and height, and how strongly. */
const SHAPES = new Map([
  ...[...'▏▎▍▌▋▊▉█'].map((sign, i) => [sign, [[0, 0, (i + 1) / 8, 1]]]),
  ...[...'▁▂▃▄▅▆▇'].map((sign, i) => [sign, [[0, 1 - (i + 1) / 8, 1, (i + 1) / 8]]]),
  ['─', [[0, 0.47, 1, 0.06]]],
  ['━', [[0, 0.44, 1, 0.12]]],
  ['│', [[0.44, 0, 0.12, 1]]],
  ['┃', [[0.37, 0, 0.26, 1]]],
  ['▀', [[0, 0, 1, 0.5]]],
  ['▐', [[0.5, 0, 0.5, 1]]],
  ['░', [[0, 0, 1, 1, 0.28]]],
  ['▒', [[0, 0, 1, 1, 0.52]]],
  ['▓', [[0, 0, 1, 1, 0.76]]],
  ...Object.entries({
    '┌': 'rd',
    '┐': 'ld',
    '└': 'ru',
    '┘': 'lu',
    '╭': 'rd',
    '╮': 'ld',
    '╰': 'ru',
    '╯': 'lu',
    '├': 'udr',
    '┤': 'udl',
    '┬': 'lrd',
    '┴': 'lru',
    '┼': 'lrud',
  }).map(([sign, arms]) => [sign, [...arms].map(arm)]),
  [
    '╍',
    [
      [0, 0.44, 0.35, 0.12],
      [0.5, 0.44, 0.35, 0.12],
    ],
  ],
  ['┊', [0, 0.25, 0.5, 0.75].map((y) => [0.44, y, 0.14, 0.14])],
]);

/** The line from the middle of a cell to one side. */
function arm(side) {
  const [w, h] = [0.12, 0.06];
  const [left, high] = [0.5 - w / 2, 0.5 - h / 2];
  return {
    l: [0, high, 0.5 + w / 2, h],
    r: [left, high, 1 - left, h],
    u: [left, 0, w, 0.5 + h / 2],
    d: [left, high, w, 1 - high],
  }[side];
}

const shapeStyle = (cell) => (SHAPES.has(cell.text) ? `${cell.text}${cell.foreground}` : '');

/** The signs of a run, as few rectangles as they need: one where a part goes from edge to edge. */
function drawShapes(run, top) {
  const { text, foreground, x } = run[0];
  return (SHAPES.get(text) ?? []).flatMap(([left, high, width, height, strength]) => {
    const starts = left === 0 && width === 1 ? [[x, widthOf(run)]] : run.map((cell) => [cell.x, CELL.width]);
    return starts.map(([start, room]) =>
      rect(
        start + left * CELL.width,
        top + high * CELL.height,
        room === CELL.width ? width * CELL.width : room,
        height * CELL.height,
        foreground,
        strength,
      ),
    );
  });
}

/** Runs of cells of one style, without blanks at their ends and without wide gaps in them. */
function words(cells) {
  const isBlank = (cell) => cell.text === ' ' || SHAPES.has(cell.text);
  return runs(cells, (cell) => `${cell.foreground} ${cell.bold} ${cell.underline}`).flatMap((run) => {
    const found = [];
    let word = [];
    let blanks = [];
    for (const cell of run) {
      if (isBlank(cell)) {
        blanks.push(cell);
        continue;
      }
      const joins = blanks.length === 0 || (blanks.length === 1 && blanks[0].text === ' ');
      if (word.length > 0 && !joins) {
        found.push(word);
        word = [];
      }
      if (word.length > 0) word.push(...blanks);
      blanks = [];
      word.push(cell);
    }
    return word.length > 0 ? [...found, word] : found;
  });
}

function drawText(run, top) {
  const [{ x, foreground, bold, underline }] = run;
  const style = [bold ? ' font-weight="bold"' : '', underline ? ' text-decoration="underline"' : ''].join('');
  const text = escapeXml(run.map((cell) => cell.text).join(''));
  return `<text x="${number(x)}" y="${top + BASELINE}" textLength="${number(widthOf(run))}" lengthAdjust="spacingAndGlyphs" fill="${foreground}"${style}>${text}</text>`;
}

/** Neighbours for which `key` is the same. */
function runs(cells, key) {
  const all = [];
  for (const cell of cells) {
    const last = all.at(-1);
    if (last && key(last[0]) === key(cell)) last.push(cell);
    else all.push([cell]);
  }
  return all;
}

const widthOf = (run) => run.reduce((sum, { width }) => sum + width * CELL.width, 0);

function rect(x, y, width, height, fill, strength) {
  const opacity = strength === undefined ? '' : ` fill-opacity="${strength}"`;
  return `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${fill}"${opacity}/>`;
}

const number = (value) => String(Math.round(value * 100) / 100);

/** `#rrggbb` of a colour; the cube and greys of a palette of 256 are the same in all terminals. */
function hex(color, theme) {
  if (color === null || typeof color === 'string') return color;
  if (color < 16) return theme.palette[color];
  if (color >= 232) return rgb(Array(3).fill(8 + (color - 232) * 10));
  const n = color - 16;
  return rgb([Math.floor(n / 36), Math.floor(n / 6) % 6, n % 6].map((step) => (step ? 55 + step * 40 : 0)));
}

/** Two colours mixed: so much of the first one. */
function mix(one, other, share) {
  const [a, b] = [one, other].map((color) =>
    [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)),
  );
  return rgb(a.map((value, i) => Math.round(value * share + b[i] * (1 - share))));
}

const rgb = (parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const escapeXml = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

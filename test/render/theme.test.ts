import { describe, expect, test } from 'vitest';
import type { StyleDepth } from '../../src/io/style-mode.ts';
import { type Look, Paint, paintOf } from '../../src/render/color.ts';
import { GROUNDS, HUES, type Hue, stageHue } from '../../src/render/theme.ts';

/** Backgrounds that terminals have: their defaults, and those of themes that many use. */
const BACKGROUNDS = {
  dark: ['000000', '1e1e2e', '282c34'],
  light: ['ffffff', 'fdf6e3', 'eff1f5'],
  unknown: ['000000', 'ffffff'],
} as const;

/** The least contrast of text, for each theme and depth. */
const LEAST = {
  dark: { '24-bit': 4.6, '256': 4.5 },
  light: { '24-bit': 4.75, '256': 4.5 },
  unknown: { '24-bit': 3.6, '256': 3.6 },
} as const;

/** Hues that text is written in; the others are for bars, rules and tracks. */
const TEXT_HUES = [
  'muted',
  'accent',
  'good',
  'warn',
  'bad',
  'stage1',
  'stage2',
  'stage3',
  'stage4',
] as const satisfies readonly Hue[];

describe.each(['dark', 'light', 'unknown'] as const)('on a background that is %s', (background) => {
  const grounds = background === 'unknown' ? [] : Object.values(GROUNDS[background]);

  test.each(TEXT_HUES)('%s can be read', (hue) => {
    const shade = HUES[background][hue];
    const behind = [
      ...BACKGROUNDS[background],
      ...(background === 'unknown' ? [] : [GROUNDS[background].selected, GROUNDS[background].key]).map(
        (ground) => ground['24-bit'],
      ),
    ];
    for (const each of behind)
      expect(contrast(shade['24-bit'], each)).toBeGreaterThanOrEqual(LEAST[background]['24-bit']);
    for (const each of [...BACKGROUNDS[background], ...grounds.slice(0, 2).map((of) => hexOf(of['256']))])
      expect(contrast(hexOf(shade['256']), each)).toBeGreaterThanOrEqual(LEAST[background]['256']);
  });

  test('a badge can be read', () => {
    if (background === 'unknown') return;
    for (const tone of ['bad', 'warn', 'good'] as const) {
      const [hue, ground] = [HUES[background][tone], GROUNDS[background][`badge ${tone}`]];
      expect(contrast(hue['24-bit'], ground['24-bit'])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(hexOf(hue['256']), hexOf(ground['256']))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the sixteen colours are none that a theme makes unreadable', () => {
    for (const hue of Object.values(HUES[background])) expect(hue['16']).toBeLessThan(90);
    const used = new Set(Object.values(HUES[background]).map((hue) => hue['16']));
    if (background !== 'dark') expect(used).not.toContain(33);
    if (background === 'light') expect(used).not.toContain(36);
  });
});

describe('styles', () => {
  const shown = (depth: StyleDepth, background: 'dark' | 'light' | 'unknown', ...looks: Look[]) =>
    new Paint(depth, background)
      .text('x', ...looks)
      .replaceAll('m\u001b[', ';')
      .replaceAll('\u001b[', '<')
      .replaceAll('m', '>')
      // What each style ends with is chalk's.
      .replace(/x<.*>$/, 'x<0>');

  test.each([
    ['24-bit', 'dark', ['accent', 'bold'], '<1;38;2;124;183;255>x<0>'],
    ['256', 'light', ['bad'], '<38;5;124>x<0>'],
    ['16', 'light', ['warn'], '<35>x<0>'],
    ['mono', 'unknown', ['warn'], 'x'],
    ['mono', 'unknown', ['accent'], '<1>x<0>'],
    ['mono', 'unknown', ['muted'], '<2>x<0>'],
    ['plain', 'dark', ['bold'], 'x'],
    // A selected row is a ground, or an inverse name in it.
    ['24-bit', 'dark', ['selected', 'selected name'], '<1;48;2;38;50;80>x<0>'],
    ['16', 'dark', ['selected', 'muted'], '<2>x<0>'],
    ['16', 'dark', ['selected name', 'muted'], '<1;7>x<0>'],
    ['256', 'unknown', ['selected name'], '<1;7>x<0>'],
    ['mono', 'unknown', ['selected name'], '<1;7>x<0>'],
    // A keycap keeps the colour of its group; a badge does not.
    ['256', 'dark', ['key', 'bad'], '<38;5;210;48;5;236>x<0>'],
    ['16', 'dark', ['key', 'bad'], '<7;31>x<0>'],
    ['16', 'dark', ['key', 'muted'], '<7>x<0>'],
    ['16', 'dark', ['badge bad', 'bad'], '<7>x<0>'],
    ['mono', 'unknown', ['badge bad', 'bad', 'bold'], '<1;7>x<0>'],
    ['16', 'dark', ['pane'], 'x'],
  ] as const)('%s, %s: %j', (depth, background, looks, text) => {
    expect(shown(depth, background, ...looks)).toBe(text);
  });

  test('blanks are styled only where they have a ground', () => {
    const paint = new Paint('24-bit', 'dark');
    expect(paint.text('  ', 'accent')).toBe('  ');
    expect(paint.text('  ', 'selected')).toBe('\u001b[48;2;38;50;80m  \u001b[49m');
  });

  test.each([
    ['auto', 'light', '24-bit', 'light', '24-bit'],
    ['auto', 'unknown', '256', 'unknown', '256'],
    ['dark', 'light', '256', 'dark', '256'],
    ['neutral', 'light', '256', 'unknown', '256'],
    ['ansi', 'light', '24-bit', 'light', '16'],
    ['ansi', 'light', 'mono', 'unknown', 'mono'],
    ['light', 'dark', 'mono', 'light', 'mono'],
  ] as const)('theme %s on a %s background, %s', (theme, known, depth, background, shownDepth) => {
    const paint = paintOf({ theme, background: () => known }, { depth });
    expect(paint).toMatchObject({ background, depth: shownDepth });
  });

  test('the hues of stages are spread over all of them', () => {
    expect([0, 1, 2].map((at) => stageHue(at, 3))).toEqual(['stage1', 'stage3', 'stage4']);
    expect([0, 1, 2, 3].map((at) => stageHue(at, 4))).toEqual(['stage1', 'stage2', 'stage3', 'stage4']);
    const nine = Array.from({ length: 9 }, (_, at) => stageHue(at, 9));
    expect(nine).toEqual([...nine].sort());
    expect([nine[0], nine[8]]).toEqual(['stage1', 'stage4']);
    expect(stageHue(0, 1)).toBe('stage4');
  });
});

/** The contrast of two colours by WCAG 2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** One of the 240 fixed colours: a cube of six by six by six, then greys. */
function hexOf(color: number): string {
  const levels = [0, 95, 135, 175, 215, 255];
  const parts =
    color >= 232
      ? Array<number>(3).fill(8 + (color - 232) * 10)
      : [36, 6, 1].map((step) => levels[Math.floor((color - 16) / step) % 6] ?? 0);
  return parts.map((part) => part.toString(16).padStart(2, '0')).join('');
}

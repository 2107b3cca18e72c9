import type { Background } from '../io/style-mode.ts';

/** A colour by its meaning; a word, a sign or another shape next to it always says the same. */
export type Hue =
  | 'muted'
  | 'faint'
  | 'accent'
  | 'good'
  | 'warn'
  | 'bad'
  /** How near to won a stage is. */
  | 'stage1'
  | 'stage2'
  | 'stage3'
  | 'stage4'
  /** How sure money is, in bars. */
  | 'won'
  | 'commit'
  | 'best case'
  | 'pipeline';

/** What lies behind a text. */
export type Ground = 'selected' | 'key' | 'pane' | 'badge bad' | 'badge warn' | 'badge good';

/** A colour for terminals of each depth: a hexadecimal number, one of the 256, a style of the terminal (`2` is dim). */
interface Shade {
  readonly '24-bit': string;
  readonly '256': number;
  readonly '16': number;
}

const shade = (hex: string, of256: number, of16: number): Shade => ({
  '24-bit': hex,
  '256': of256,
  '16': of16,
});

/** Yellow cannot be read on white, and neither can cyan: there they are magenta and blue. */
export const HUES: Readonly<Record<Background, Readonly<Record<Hue, Shade>>>> = {
  dark: {
    muted: shade('9aa2b6', 248, 2),
    faint: shade('3f465a', 239, 2),
    accent: shade('7cb7ff', 75, 36),
    good: shade('7fd89a', 114, 32),
    warn: shade('f2b866', 215, 33),
    bad: shade('ff7f8a', 210, 31),
    stage1: shade('8f93f5', 147, 36),
    stage2: shade('62a9f7', 75, 36),
    stage3: shade('46c3d6', 80, 36),
    stage4: shade('4fd1a5', 79, 36),
    won: shade('5fc47f', 72, 32),
    commit: shade('37a08a', 36, 36),
    'best case': shade('3a75ad', 67, 36),
    pipeline: shade('4a5169', 60, 2),
  },
  light: {
    muted: shade('5d6472', 240, 2),
    faint: shade('c6ccd8', 252, 2),
    accent: shade('1d5fc0', 25, 34),
    good: shade('15702f', 22, 32),
    warn: shade('8f5600', 94, 35),
    bad: shade('bf2331', 124, 31),
    stage1: shade('5157c8', 56, 34),
    stage2: shade('1a63b5', 25, 34),
    stage3: shade('076c80', 24, 34),
    stage4: shade('0c6f4d', 23, 34),
    won: shade('2f9a52', 29, 32),
    commit: shade('5bb79c', 72, 34),
    'best case': shade('8bb6e8', 110, 34),
    pipeline: shade('c9cedb', 252, 2),
  },
  // Readable on white and on black, and on neither as well as the others.
  unknown: {
    muted: shade('7d8494', 244, 2),
    faint: shade('7d8494', 244, 2),
    accent: shade('2f86d6', 32, 36),
    good: shade('2b994b', 28, 32),
    warn: shade('b07a12', 130, 35),
    bad: shade('dd4f55', 167, 31),
    stage1: shade('7377e0', 98, 36),
    stage2: shade('2f86d6', 32, 36),
    stage3: shade('168a9f', 31, 36),
    stage4: shade('1a9273', 29, 36),
    won: shade('2b994b', 28, 32),
    commit: shade('1a9273', 29, 36),
    'best case': shade('2f86d6', 32, 36),
    pipeline: shade('7d8494', 244, 2),
  },
};

/** Grounds need a background that is known, and more than the sixteen colours; otherwise text is inverse. */
export const GROUNDS: Readonly<
  Record<Exclude<Background, 'unknown'>, Readonly<Record<Ground, Omit<Shade, '16'>>>>
> = {
  dark: {
    selected: { '24-bit': '263250', '256': 236 },
    key: { '24-bit': '2a3042', '256': 236 },
    pane: { '24-bit': '1b1e28', '256': 235 },
    'badge bad': { '24-bit': '4a2129', '256': 52 },
    'badge warn': { '24-bit': '45351a', '256': 236 },
    'badge good': { '24-bit': '1d3d30', '256': 22 },
  },
  light: {
    selected: { '24-bit': 'dfe9fb', '256': 254 },
    key: { '24-bit': 'e7eaf1', '256': 254 },
    pane: { '24-bit': 'f3f4f7', '256': 255 },
    'badge bad': { '24-bit': 'fbdfe1', '256': 224 },
    'badge warn': { '24-bit': 'fbedcf', '256': 230 },
    'badge good': { '24-bit': 'daf3e1', '256': 194 },
  },
};

const STAGE_HUES = ['stage1', 'stage2', 'stage3', 'stage4'] as const;

/** The hue of an open stage: the ramp is spread over all of them. */
export function stageHue(index: number, count: number): Hue {
  const last = STAGE_HUES.length - 1;
  const at = count <= 1 ? last : Math.round((index / (count - 1)) * last);
  return STAGE_HUES[Math.max(0, Math.min(last, at))] ?? 'stage4';
}

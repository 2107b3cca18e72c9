import type { Background, StyleDepth } from '../io/style-mode.ts';
import type { IO, Output } from '../io/types.ts';
import { GROUNDS, type Ground, HUES, type Hue } from './theme.ts';

/**
 * The meaning of a style. `selected` is the row the cursor is on, `selected name` what is inverse in it where there are
 * no grounds; a `key` is a keycap, in the colour of its group.
 */
export type Look = 'bold' | 'underline' | 'inverse' | 'selected name' | Hue | Ground;

const ESCAPE = '\u001b[';
const RESET = `${ESCAPE}0m`;
const BOLD = '1';
const DIM = '2';
const UNDERLINE = '4';
const INVERSE = '7';

/** Styles text by its meaning, for a stream of some depth and a background. */
export class Paint {
  readonly depth: StyleDepth;
  readonly background: Background;
  /** Whether there are colours to lay behind text; without them, what is selected is inverse. */
  readonly hasGrounds: boolean;
  readonly #known = new Map<string, string>();

  constructor(depth: StyleDepth, background: Background) {
    this.depth = depth;
    this.background = background;
    this.hasGrounds = background !== 'unknown' && (depth === '256' || depth === '24-bit');
  }

  /** The text in these styles; unchanged where nothing of them can be seen. */
  text(text: string, ...looks: readonly Look[]): string {
    if (this.depth === 'plain' || text === '' || looks.length === 0) return text;
    if (text.trim() === '' && !looks.some(isGround)) return text;
    const key = looks.join(',');
    let start = this.#known.get(key);
    if (start === undefined) {
      const codes = this.#codes(looks);
      start = codes.length === 0 ? '' : `${ESCAPE}${codes.join(';')}m`;
      this.#known.set(key, start);
    }
    return start === '' ? text : start + text + RESET;
  }

  #codes(looks: readonly Look[]): string[] {
    const codes = new Set<string>();
    const grounds = looks.filter(isGround);
    const ground = grounds.at(-1);
    const isInverse = looks.some((look) => this.#inverts(look));
    for (const look of looks) {
      if (look === 'bold' || look === 'selected name') codes.add(BOLD);
      if (look === 'underline') codes.add(UNDERLINE);
    }
    if (isInverse) codes.add(INVERSE);
    const hue = looks.findLast(isHue);
    // Inside inverse there is no dim and no colour of its own, but for keycaps.
    if (hue !== undefined && (!isInverse || ground === 'key'))
      for (const code of this.#hueCodes(hue)) if (!(isInverse && code === DIM)) codes.add(code);
    if (ground !== undefined && this.hasGrounds) codes.add(this.#groundCode(ground));
    return [...codes];
  }

  /** A whole row is never inverse: its bars and signs stay whole. A popup has its frame. */
  #inverts(look: Look): boolean {
    if (look === 'inverse') return true;
    if (this.hasGrounds || look === 'selected' || look === 'pane') return false;
    return look === 'selected name' || isGround(look);
  }

  #hueCodes(hue: Hue): string[] {
    if (this.depth === 'mono') return hue === 'accent' ? [BOLD] : isDim(hue) ? [DIM] : [];
    const shade = HUES[this.background][hue];
    if (this.depth === '24-bit') return [`38;2;${rgb(shade['24-bit'])}`];
    return this.depth === '256' ? [`38;5;${shade['256']}`] : [String(shade['16'])];
  }

  #groundCode(ground: Ground): string {
    const shade = GROUNDS[this.background === 'light' ? 'light' : 'dark'][ground];
    return this.depth === '24-bit' ? `48;2;${rgb(shade['24-bit'])}` : `48;5;${shade['256']}`;
  }
}

/** Text without any style. */
export const PLAIN = new Paint('plain', 'unknown');

/**
 * The styles of an output: `ansi` is the terminal's own sixteen colours, `neutral` those for any background.
 *
 * @param background - What the terminal has said, if it was asked.
 */
export function paintOf(
  io: Pick<IO, 'theme' | 'background'>,
  { depth }: Pick<Output, 'depth'>,
  background?: Background,
): Paint {
  const { theme } = io;
  if (depth === 'plain') return PLAIN;
  if (theme === 'dark' || theme === 'light') return new Paint(depth, theme);
  if (theme === 'neutral' || depth === 'mono') return new Paint(depth, 'unknown');
  return new Paint(theme === 'ansi' ? '16' : depth, background ?? io.background());
}

function isDim(hue: Hue): boolean {
  return hue === 'muted' || hue === 'faint' || hue === 'pipeline';
}

function isHue(look: Look): look is Hue {
  return Object.hasOwn(HUES.dark, look);
}

function isGround(look: Look): look is Ground {
  return Object.hasOwn(GROUNDS.dark, look);
}

/** `ff7f8a` → `255;127;138`. */
function rgb(hex: string): string {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(';');
}

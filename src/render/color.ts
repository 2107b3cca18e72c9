import type { ChalkInstance } from 'chalk';
import type { Background, StyleDepth } from '../io/style-mode.ts';
import type { IO, Output } from '../io/types.ts';
import { chalkOf } from './chalk.ts';
import { GROUNDS, type Ground, HUES, type Hue } from './theme.ts';

/**
 * The meaning of a style. `selected` is the row the cursor is on, `selected name` what is inverse in it where there are
 * no grounds; a `key` is a keycap, in the colour of its group.
 */
export type Look = 'bold' | 'underline' | 'inverse' | 'selected name' | Hue | Ground;

/** How many colours chalk may use. */
const LEVELS: Readonly<Record<StyleDepth, 0 | 1 | 2 | 3>> = {
  plain: 0,
  mono: 1,
  '16': 1,
  '256': 2,
  '24-bit': 3,
};

/** Styles of the terminal itself, by their codes. */
const BY_CODE: Readonly<Record<number, 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan'>> = {
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'magenta',
  36: 'cyan',
};

/** Styles text by its meaning, for a stream of some depth and a background. */
export class Paint {
  readonly depth: StyleDepth;
  readonly background: Background;
  /** Whether there are colours to lay behind text; without them, what is selected is inverse. */
  readonly hasGrounds: boolean;
  readonly #known = new Map<string, ChalkInstance>();
  #chalk: ChalkInstance | undefined;

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
    let style = this.#known.get(key);
    if (!style) {
      style = this.#styleOf(looks);
      this.#known.set(key, style);
    }
    return style(text);
  }

  #styleOf(looks: readonly Look[]): ChalkInstance {
    this.#chalk ??= chalkOf(LEVELS[this.depth]);
    let style = this.#chalk;
    const ground = looks.findLast(isGround);
    const isInverse = looks.some((look) => this.#inverts(look));
    const hue = looks.findLast(isHue);
    // Inside inverse there is no dim and no colour of its own, but for keycaps.
    const isHueSeen = hue !== undefined && (!isInverse || (ground === 'key' && !this.#isDim(hue)));
    const isAccentBold = isHueSeen && this.depth === 'mono' && hue === 'accent';
    if (isAccentBold || looks.includes('bold') || looks.includes('selected name')) style = style.bold;
    if (looks.includes('underline')) style = style.underline;
    if (isInverse) style = style.inverse;
    if (isHueSeen) style = this.#inHue(style, hue);
    return ground !== undefined && this.hasGrounds ? this.#onGround(style, ground) : style;
  }

  /** A whole row is never inverse: its bars and signs stay whole. A popup has its frame. */
  #inverts(look: Look): boolean {
    if (look === 'inverse') return true;
    if (this.hasGrounds || look === 'selected' || look === 'pane') return false;
    return look === 'selected name' || isGround(look);
  }

  #isDim(hue: Hue): boolean {
    if (this.depth === 'mono') return DIM_HUES.has(hue);
    return this.depth === '16' && BY_CODE[HUES[this.background][hue]['16']] === 'dim';
  }

  #inHue(style: ChalkInstance, hue: Hue): ChalkInstance {
    if (this.depth === 'mono') return DIM_HUES.has(hue) ? style.dim : style;
    const shade = HUES[this.background][hue];
    if (this.depth === '24-bit') return style.hex(shade['24-bit']);
    if (this.depth === '256') return style.ansi256(shade['256']);
    const name = BY_CODE[shade['16']];
    return name === undefined ? style : style[name];
  }

  #onGround(style: ChalkInstance, ground: Ground): ChalkInstance {
    const shade = GROUNDS[this.background === 'light' ? 'light' : 'dark'][ground];
    return this.depth === '24-bit' ? style.bgHex(shade['24-bit']) : style.bgAnsi256(shade['256']);
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

/** What is dim where there are no colours. */
const DIM_HUES: ReadonlySet<Hue> = new Set(['muted', 'faint', 'pipeline']);

function isHue(look: Look): look is Hue {
  return Object.hasOwn(HUES.dark, look);
}

function isGround(look: Look): look is Ground {
  return Object.hasOwn(GROUNDS.dark, look);
}

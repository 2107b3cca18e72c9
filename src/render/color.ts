type Style = (text: string) => string;

/** The styles the program uses, by meaning of the colour. */
export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly green: Style;
  readonly yellow: Style;
  readonly cyan: Style;
  readonly inverse: Style;
}

const same: Style = (text) => text;
const PLAIN: Paint = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
  inverse: same,
};

/** Styles that colour, or leave text as it is; chalk is loaded only for the former. */
export async function makePaint(on: boolean): Promise<Paint> {
  if (!on) return PLAIN;
  const { Chalk } = await import('chalk');
  // The sixteen colours of the user's own theme; chalk is told, as it does not know NO_COLOR.
  return new Chalk({ level: 1 });
}

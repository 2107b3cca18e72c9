type Style = (text: string) => string;

/** The styles of the program. */
export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly green: Style;
  readonly yellow: Style;
  readonly cyan: Style;
}

const same: Style = (text) => text;
const PLAIN: Paint = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
};

/** Styles with colour, or without effect; only the former load chalk. */
export async function makePaint(on: boolean): Promise<Paint> {
  if (!on) return PLAIN;
  const { Chalk } = await import('chalk');
  // The sixteen colours of the user's theme. The level is set explicitly, because chalk ignores NO_COLOR.
  return new Chalk({ level: 1 });
}

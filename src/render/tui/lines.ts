/** How a piece of text looks; never what alone says something. */
export type Look = 'bold' | 'dim' | 'red' | 'green' | 'cyan' | 'inverse';

/** A piece of a line, safe for a terminal. */
export interface Span {
  readonly text: string;
  readonly looks?: readonly Look[];
  /** Where a click on it leads. */
  readonly link?: string;
}

/** A line of the screen; what stands right is kept when the window is too narrow for both. */
export interface ScreenLine {
  readonly left: readonly Span[];
  readonly right?: readonly Span[];
}

export const span = (text: string, ...looks: Look[]): Span => ({ text, looks });
export const line = (...left: Span[]): ScreenLine => ({ left });
export const BLANK: ScreenLine = { left: [] };

/** A place on a screen, in columns and rows from 0, that the mouse acts on. */
export interface Region<Target = never> {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** The keys that a click presses, where it stands for nothing else. */
  readonly press: readonly string[];
  /** What is there, for the screen to act on. */
  readonly target?: Target;
}

/** What the mouse comes to: keys that are pressed, or a gesture that the screen takes. */
export type Gesture<Target> =
  | { readonly type: 'keys'; readonly keys: readonly string[] }
  /** The button went down on something and came up again there. */
  | { readonly type: 'click'; readonly target: Target }
  | { readonly type: 'wheel'; readonly target: Target; readonly by: 1 | -1 }
  /** It is held, over something else than it went down on; and came up there. */
  | { readonly type: 'drag' | 'drop'; readonly target: Target; readonly onto: Target };

/** Where things are on a screen, and the keys that scroll where nothing else does. */
export interface MouseMap<Target> {
  readonly regions: readonly Region<Target>[];
  readonly scroll: { readonly up: string; readonly down: string };
}

import type { HelpPage } from '../runtime/help-popup.ts';
import type { BoardState } from './state.ts';

/** The help of the board: its keys, and what the signs mean. */
export const helpPage = ({ keys }: Pick<BoardState, 'keys'>): HelpPage => ({
  screen: 'board',
  keys,
  legend: SIGNS,
});

const sign = (key: string, help: string) => ({ keys: [key], help, group: 'Signs' }) as const;

const SIGNS = [
  sign('!', 'late, or too long in the stage'),
  sign('\u25cf', 'the next step is due today'),
  sign('\u25cb', 'no next step'),
  sign('\u2717', 'the close date has passed'),
  sign('\u25c6', 'marked'),
];

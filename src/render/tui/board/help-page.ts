import type { HelpPage } from '../runtime/help-popup.ts';
import { savedViewKey } from './saved-view-keys.ts';
import type { BoardState } from './state.ts';

/** The help of the board: its keys, with the saved views that there are, and what the signs mean. */
export const helpPage = ({ keys, savedViews }: Pick<BoardState, 'keys' | 'savedViews'>): HelpPage => ({
  screen: 'board',
  keys: keys.flatMap((each) => {
    const key = savedViewKey(each.action);
    if (key === null) return [each];
    const saved = savedViews.find((view) => view.key === key);
    return saved ? [{ ...each, help: `the saved view ${saved.name}` }] : [];
  }),
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

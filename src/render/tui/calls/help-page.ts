import { shortFormOf } from '../../../domain/calling/note-line.ts';
import type { HelpPage } from '../runtime/help-popup.ts';
import type { CallState } from './state.ts';

/** The help of a session: its keys, and what can be typed in the line. */
export function helpPage({ keys, results, snippets }: CallState): HelpPage {
  const inLine = (word: string, help: string) => ({ keys: [word], help, group: 'In the line' }) as const;
  return {
    screen: 'call session',
    keys,
    legend: [
      ...results.map((result) => inLine(shortFormOf(result), result.word)),
      ...[...snippets].map(([name, text]) => inLine(`;${name}`, text)),
    ],
  };
}

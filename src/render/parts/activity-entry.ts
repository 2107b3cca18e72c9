import { durationText } from '../../domain/duration.ts';
import type { Row, Value } from '../../domain/field.ts';
import { sanitize, sanitizeLines } from '../../domain/terminal-text.ts';
import type { Look } from '../color.ts';
import { ageText, type TimelineEntry } from './timeline.ts';

const KIND_LOOKS: Readonly<Record<string, Look>> = { call: 'accent', meeting: 'good', email: 'stage1' };

/** An activity on a timeline, with what was said in it. */
export function activityEntry(row: Row, said: Value, now: number): TimelineEntry {
  const text = (name: string) => sanitize(String(row[name] ?? ''));
  const type = text('type');
  return {
    age: ageText(Math.max(0, now - Date.parse(String(row.at)))),
    kind: [row.direction === 'in' ? 'they' : '', type].filter(Boolean).join(' '),
    look: KIND_LOOKS[type] ?? 'stage3',
    what: text('outcome').replaceAll('-', ' '),
    took: typeof row.duration === 'number' ? durationText(row.duration) : '',
    facts: [text('user')].filter(Boolean),
    text: sanitizeLines(String(said ?? ''))
      .join(' ')
      .trim(),
  };
}

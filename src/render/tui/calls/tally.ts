import { counted, NOT_APPLICABLE } from '../../counts.ts';
import type { CallState } from './state.ts';

/** A rate over less time would say nothing. */
const MIN_WORKED_MS = 10 * 60_000;

/** The session's own numbers, in a line. */
export function tallyText(state: CallState): string {
  const { dials, connects, conversations, meetings, rate } = tallyOf(state);
  return [
    counted(dials, 'dial'),
    counted(connects, 'connect'),
    counted(conversations, 'conversation'),
    counted(meetings, 'meeting'),
    `${rate} dials/h`,
  ].join(' · ');
}

/** As `tallyText`, for a narrow window. */
export function shortTally(state: CallState): string {
  const { dials, connects, conversations, meetings, rate } = tallyOf(state);
  return `${dials} dials ${connects} conn ${conversations} conv ${meetings} mtg ${rate}/h`;
}

function tallyOf({ logged, worked, conversationSeconds }: CallState) {
  const connects = logged.filter(({ draft }) => draft.result.disposition === 'answered');
  return {
    dials: logged.length,
    connects: connects.length,
    conversations: connects.filter(({ draft }) => (draft.seconds ?? 0) >= conversationSeconds).length,
    meetings: connects.filter(({ draft }) => draft.result.meeting).length,
    rate: worked < MIN_WORKED_MS ? NOT_APPLICABLE : String(Math.round((logged.length * 3_600_000) / worked)),
  };
}

const BAR_COLUMNS = 18;

/** Today's dials against the number wanted, `━━━━──── 47 of 120`; empty where none is set. */
export function dialsBar({ dialsBefore, dialsWanted, logged }: CallState): string {
  if (dialsWanted === null) return '';
  const dials = dialsBefore + logged.length;
  const done = Math.min(BAR_COLUMNS, Math.floor((dials * BAR_COLUMNS) / dialsWanted));
  const shown = dials > 0 ? Math.max(1, done) : 0;
  return `${'━'.repeat(shown)}${'─'.repeat(BAR_COLUMNS - shown)} ${dials} of ${dialsWanted}`;
}

/** `1:05`, or `1:02:03` from an hour on. */
export function timerText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

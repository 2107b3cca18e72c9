import { countText } from '../../counts.ts';
import type { State } from './state.ts';

/** A rate over less time, in milliseconds, would say nothing. */
const LEAST_TIME = 60_000;

/** The session's own numbers, in a line. */
export function tallyText({ logged, worked, conversationSeconds }: State): string {
  const connects = logged.filter(({ told }) => told.result.disposition === 'answered');
  const conversations = connects.filter(({ told }) => (told.seconds ?? 0) >= conversationSeconds);
  const meetings = connects.filter(({ told }) => told.result.meeting);
  const rate = worked < LEAST_TIME ? 'n/a' : Math.round((logged.length * 3_600_000) / worked);
  return [
    counted(logged.length, 'dial'),
    counted(connects.length, 'connect'),
    counted(conversations.length, 'conversation'),
    counted(meetings.length, 'meeting'),
    `${rate} dials/h`,
  ].join(' · ');
}

/** `1:05`, or `1:02:03` from an hour on. */
export function timerText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function counted(count: number, what: string): string {
  return `${countText(count)} ${what}${count === 1 ? '' : 's'}`;
}

import { isCrmError } from '../domain/errors.ts';
import { shortenMessage } from '../render/shorten.ts';
import { sanitize, sanitizeLines } from '../render/terminal-text.ts';
import { hintsOf } from './hints.ts';

/**
 * What stderr says of an error: `crm: ` and the reason in one line, then the lines that help; with `debug` the stack and its
 * causes too. Ends with a line break.
 */
export function renderError(error: unknown, debug: boolean): string {
  const lines = isCrmError(error)
    ? [
        `crm: ${sanitize(shortenMessage(error.message))}`,
        ...hintsOf(error).map(shortenMessage).flatMap(sanitizeLines),
      ]
    : internal(error, debug);
  if (debug) lines.push(...stacks(error));
  return `${lines.join('\n')}\n`;
}

function internal(error: unknown, debug: boolean): string[] {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  const advice = debug
    ? 'This is a fault in crm: please report it with the lines below and the command you typed.'
    : 'This is a fault in crm: please report it with the command you typed and what CRM_DEBUG=1 adds to this.';
  return [`crm: internal error: ${sanitize(shortenMessage(reason))}`, advice];
}

function stacks(error: unknown): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    const stack = sanitizeLines(at.stack ?? at.message);
    lines.push(...(seen.size === 0 ? stack : [`caused by: ${stack[0] ?? ''}`, ...stack.slice(1)]));
    seen.add(at);
  }
  return lines;
}

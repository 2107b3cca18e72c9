import { isCrmError } from '../domain/errors.ts';
import { sanitize, sanitizeLines } from '../domain/terminal-text.ts';
import { shortenMessage } from '../render/shorten.ts';
import { hintsOf } from './hints.ts';

/**
 * The text of an error for stderr: `crm: ` and the reason in one line, then the hints; with `debug` also the stack
 * and the causes. Ends with a line break.
 */
export function renderError(error: unknown, debug: boolean): string {
  const lines = isCrmError(error)
    ? [
        `crm: ${sanitize(shortenMessage(error.message))}`,
        ...hintsOf(error).map(shortenMessage).flatMap(sanitizeLines),
      ]
    : renderInternalError(error, debug);
  if (debug) lines.push(...stackLines(error));
  return `${lines.join('\n')}\n`;
}

function renderInternalError(error: unknown, debug: boolean): string[] {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  const advice = debug
    ? 'This is a bug in crm: please report it with the lines below and the command you typed.'
    : 'This is a bug in crm: please report it with the command you typed and the output with CRM_DEBUG=1.';
  return [`crm: internal error: ${sanitize(shortenMessage(reason))}`, advice];
}

function stackLines(error: unknown): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    const stack = sanitizeLines(at.stack ?? at.message);
    lines.push(...(seen.size === 0 ? stack : [`caused by: ${stack[0] ?? ''}`, ...stack.slice(1)]));
    seen.add(at);
  }
  return lines;
}

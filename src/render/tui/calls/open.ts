import type { ScreenSettings } from '../../../config/screen-settings.ts';
import type { IO } from '../../../io/types.ts';
import { copyText } from '../runtime/clipboard.ts';
import { runLine } from '../runtime/command-line.ts';
import { openScreen, type ScreenExit, terminalSize } from '../runtime/open-screen.tsx';
import { withOwnKeys } from '../runtime/own-keys.ts';
import type { TerminalAccess } from '../runtime/program.ts';
import { callKeys } from './keys.ts';
import type { CallCard, CallPort } from './port.ts';
import { type CallCmd, type CallMsg, type CallState, type SessionStart, startingState } from './state.ts';
import { update } from './update.ts';
import { mouseMap, screenReaderView, view } from './view.ts';

/** Shows the session until the caller leaves. */
export function openCallSession(
  port: CallPort,
  start: SessionStart,
  settings: ScreenSettings,
  io: IO,
  now: () => number,
): Promise<ScreenExit<CallState>> {
  const { ownKeys, mouse, motion } = settings;
  const keys = withOwnKeys(callKeys(start.results), 'calls', ownKeys);
  return openScreen(
    {
      start: [startingState(start, { keys, mouse, motion }, terminalSize(io)), { type: 'claim' }],
      update,
      run: (command, terminal) => run(port, io, command, terminal),
      view,
      screenReaderView,
      mouseMap,
      blocksKeys: () => false,
      reminders: () => port.reminders(),
      database: port,
      tickMs: 1000,
      calmTickMs: 60_000,
    },
    io,
    now,
  );
}

async function run(port: CallPort, io: IO, command: CallCmd, terminal: TerminalAccess): Promise<CallMsg> {
  switch (command.type) {
    case 'claim': {
      const claimed = await port.claim();
      return 'leadId' in claimed
        ? { type: 'claimed', card: claimed }
        : { type: 'queue empty', reasons: claimed };
    }
    case 'log':
      return { type: 'logged', logged: await port.log(command.draft) };
    case 'undo':
      return {
        type: 'undone',
        logged: command.logged,
        card: await port.undo(command.logged, command.current),
      };
    case 'find':
      return findLead(port, command.reference, command.current);
    case 'list leads':
      return {
        type: 'leads listed',
        text: command.text,
        leads: await port.listLeads(command.text),
        isAsked: false,
      };
    case 'list segments':
      return { type: 'segments listed', text: command.text, names: await port.listSegments() };
    case 'segment':
      await port.switchSegment(command.name, command.current);
      return { type: 'segment used', name: command.name };
    case 'disqualify':
      await port.disqualify(command.card);
      return { type: 'disqualified', card: command.card };
    case 'skip':
      await port.skip(command.card);
      return { type: 'skipped', card: command.card };
    case 'dial':
      return { type: 'dialled', what: await port.dial(command.card.phone, terminal.warn) };
    case 'mail':
      return { type: 'done', what: await port.mail(command.card, terminal.warn) };
    case 'send-mail':
      return { type: 'done', what: await port.sendMail(command.card) };
    case 'copy':
      copyText(io, command.phone);
      return { type: 'done', what: `copied ${command.phone}` };
    case 'refresh': {
      const { card } = command;
      return { type: 'refreshed', card: { ...(await port.refresh(card)), why: card.why } };
    }
    case 'shell':
    case 'complete':
      return runLine(port, command, terminal);
    case 'keep':
      await port.keep(command.card);
      return { type: 'kept' };
  }
}

async function findLead(port: CallPort, reference: string, current: CallCard | null): Promise<CallMsg> {
  const found = await port.find(reference, current);
  return 'leadId' in found
    ? { type: 'claimed', card: found }
    : { type: 'leads listed', text: reference, leads: found, isAsked: true };
}

import type { TerminalAccess } from './program.ts';
import { type Completion, openPrompt, type Prompt } from './prompt.ts';

/** What the command line of a screen needs of the program. Its methods throw CrmErrors. */
export interface CommandLinePort {
  /** Runs a crm command line on the terminal itself. */
  shell(line: string): Promise<void>;
  /** What the last word of a line can become. */
  complete(line: string): Promise<Completion>;
}

/** Runs a command line; `prompt` comes back where it is refused. */
export interface ShellCmd<Cmd> {
  readonly type: 'shell';
  readonly line: string;
  readonly prompt: Prompt<Cmd>;
}

/** Looks up what the end of a line can become. */
export interface CompleteCmd {
  readonly type: 'complete';
  readonly line: string;
}

export type LineMsg =
  | { readonly type: 'shell done' }
  | { readonly type: 'completed'; readonly line: string; readonly completion: Completion };

/** The prompt for a command line, with this in it, and the lines that were run before. */
export function openCommandLine<Cmd>(
  history: readonly string[],
  toCmd: (command: ShellCmd<Cmd>) => Cmd,
): Prompt<Cmd> {
  return {
    ...openPrompt<Cmd>([{ label: 'crm' }], ([line = ''], prompt) => toCmd({ type: 'shell', line, prompt })),
    history,
    completes: true,
  };
}

/** The history with a line that was run; one that was run before moves to its end. */
export function addToHistory(history: readonly string[], line: string): string[] {
  return [...history.filter((each) => each !== line), line];
}

/** Runs or completes a line. */
export async function runLine<Cmd>(
  port: CommandLinePort,
  command: ShellCmd<Cmd> | CompleteCmd,
  terminal: TerminalAccess,
): Promise<LineMsg> {
  if (command.type === 'complete')
    return { type: 'completed', line: command.line, completion: await port.complete(command.line) };
  await terminal.handOver(() => port.shell(command.line));
  return { type: 'shell done' };
}

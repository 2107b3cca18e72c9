import type { Writable } from 'node:stream';
import { cancelled, usage } from './domain/errors.ts';
import { throwIfAborted } from './io/interrupts.ts';
import type { IO, Output } from './io/types.ts';
import { sanitize } from './render/terminal-text.ts';

interface TextQuestion {
  readonly default?: string;
  readonly required?: boolean;
  /** True, or what is wrong with the answer: it is then asked for again. */
  validate?(answer: string): string | true | Promise<string | true>;
}

interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** A line about the choice that is pointed at. */
  readonly description?: string;
}

/**
 * Asks the person at the terminal. Every question throws `cancelled` on Ctrl-C, on Ctrl-D and when the input ends, and,
 * where nobody can be asked, a usage error.
 */
export interface Prompt {
  /** Whether there is somebody to ask: both stdin and stderr are terminals. */
  readonly available: boolean;
  text(message: string, question?: TextQuestion): Promise<string>;
  choose<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** With `--yes` true at once. `assumed` is what Enter alone means: no, unless told. */
  confirm(message: string, assumed?: boolean): Promise<boolean>;
}

/** Questions are put on stderr: stdout carries data only. */
export function makePrompt({ io, yes }: { io: IO; yes: boolean }): Prompt {
  const available = io.stdin.isTTY && io.stderr.isTTY;

  /** Runs one question with the streams and the end of it that all share. */
  const ask = async <T>(question: (inquirer: Inquirer, context: AskContext) => Promise<T>): Promise<T> => {
    const [inquirer, output] = await Promise.all([import('@inquirer/prompts'), writableTo(io.stderr)]);
    const input = io.stdin.stream();
    const end = watchEnd(input);
    try {
      return await question(inquirer, { input, output, signal: AbortSignal.any([io.signal, end.signal]) });
    } catch (error) {
      if (!isInterruption(error)) throw error;
      throwIfAborted(io.signal);
      throw cancelled();
    } finally {
      end.stopWatching();
    }
  };

  return {
    available,
    async text(message, question = {}) {
      if (!available) throw usage(`${needed(message)} is needed`);
      const { default: preset, required = false, validate } = question;
      // Inquirer would show a suggestion as it is, and one that is shown otherwise is another answer.
      const isShowable = preset === undefined || preset === sanitize(preset);
      const answered = (answer: string) => (isShowable ? answer : answer || preset);
      const answer = await ask(({ input }, context) =>
        input(
          {
            message: isShowable ? sanitize(message) : `${sanitize(message)} (${sanitize(preset)})`,
            required: required && isShowable,
            ...(isShowable && preset !== undefined ? { default: preset } : {}),
            ...(validate ? { validate: (typed: string) => validate(answered(typed)) } : {}),
          },
          context,
        ),
      );
      return answered(answer);
    },
    async choose(message, choices) {
      if (!available) throw usage(`${needed(message)} is needed`);
      const shown = choices.map(({ name, value, description }) => ({
        name: sanitize(name),
        value,
        ...(description === undefined ? {} : { description: sanitize(description) }),
      }));
      return ask(({ select }, context) =>
        select({ message: sanitize(message), choices: shown, loop: false, pageSize: 12 }, context),
      );
    },
    async confirm(message, assumed = false) {
      if (yes) return true;
      if (!available) throw usage(`"${message}" needs --yes when there is no terminal`);
      return ask(({ confirm }, context) =>
        confirm({ message: sanitize(message), default: assumed }, context),
      );
    },
  };
}

type Inquirer = typeof import('@inquirer/prompts');
type AskContext = { input: NodeJS.ReadStream; output: Writable; signal: AbortSignal };

/**
 * A signal that aborts when the input ends or Ctrl-D is pressed, also on a line that is half typed. Inquirer closes its
 * line on Ctrl-D without settling the question, and the program would end as if all were done.
 */
function watchEnd(input: NodeJS.ReadStream): { signal: AbortSignal; stopWatching(): void } {
  const controller = new AbortController();
  const end = () => controller.abort();
  const press = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key?.ctrl && key.name === 'd') end();
  };
  const ends = ['end', 'close', 'error'];
  input.on('keypress', press);
  for (const event of ends) input.on(event, end);
  if (input.readableEnded || input.destroyed) end();
  return {
    signal: controller.signal,
    stopWatching() {
      input.off('keypress', press);
      for (const event of ends) input.off(event, end);
    },
  };
}

/** An Output as the stream inquirer wants: it reads `columns` from it to wrap lines. */
async function writableTo(out: Output): Promise<Writable> {
  const { Writable } = await import('node:stream');
  const stream = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      out.write(String(text), 'moves');
      out.drain().then(() => done(), done);
    },
  });
  return Object.defineProperties(stream, {
    isTTY: { value: true },
    columns: { get: () => out.columns },
  });
}

/** Ctrl-C, Ctrl-D, or the program being told to stop. Inquirer's errors are known by name. */
function isInterruption(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name);
}

/** What a question asks for, as an error names it. */
function needed(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/[?:\s]+$/, '');
}

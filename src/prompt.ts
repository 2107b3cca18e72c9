import type { Writable } from 'node:stream';
import { cancelled, usage } from './domain/errors.ts';
import { sanitize } from './domain/terminal-text.ts';
import { throwIfAborted } from './io/interrupts.ts';
import type { IO, Output } from './io/types.ts';

interface TextQuestion {
  readonly default?: string;
  readonly required?: boolean;
  /** True, or the error message: the question is then asked again. */
  validate?(answer: string): string | true | Promise<string | true>;
}

interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** Shown for the highlighted choice. */
  readonly description?: string;
}

interface SearchQuestion<T> {
  /** What is typed to begin with. */
  readonly typed: string;
  /** The choices for what is typed so far. */
  find(typed: string): Promise<readonly Choice<T>[]>;
}

/**
 * Asks the user at the terminal. Every question throws `cancelled` on Ctrl-C, Ctrl-D and the end of input, and a
 * usage error if there is no terminal.
 */
export interface Prompt {
  /** Whether questions are possible: both stdin and stderr are terminals. */
  readonly available: boolean;
  text(message: string, question?: TextQuestion): Promise<string>;
  choose<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** Lets the user type a part of a name and choose among what `find` finds. */
  search<T>(message: string, question: SearchQuestion<T>): Promise<T>;
  /** With `--yes` returns true. `assumed` is the answer for Enter alone; default no. */
  confirm(message: string, assumed?: boolean): Promise<boolean>;
}

/** Questions go to stderr: stdout carries only data. */
export function makePrompt({ io, yes }: { io: IO; yes: boolean }): Prompt {
  const available = io.stdin.isTTY && io.stderr.isTTY;

  /** Runs a question with the shared streams and end-of-input signal. */
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
      if (!available) throw usage(`${neededValue(message)} is needed`);
      const { default: preset, required = false, validate } = question;
      // Inquirer would show the suggestion unsanitized, and a sanitized one would be another answer.
      const isShowable = preset === undefined || preset === sanitize(preset);
      const finalAnswer = (answer: string) => (isShowable ? answer : answer || preset);
      const answer = await ask(({ input }, context) =>
        input(
          {
            message: isShowable ? sanitize(message) : `${sanitize(message)} (${sanitize(preset)})`,
            required: required && isShowable,
            ...(isShowable && preset !== undefined ? { default: preset } : {}),
            ...(validate ? { validate: (typed: string) => validate(finalAnswer(typed)) } : {}),
          },
          context,
        ),
      );
      return finalAnswer(answer);
    },
    async choose(message, choices) {
      if (!available) throw usage(`${neededValue(message)} is needed`);
      return ask(({ select }, context) =>
        select(
          {
            message: sanitize(message),
            choices: choices.map(safeChoice),
            loop: false,
            pageSize: CHOICES_SHOWN,
          },
          context,
        ),
      );
    },
    async search(message, { typed, find }) {
      if (!available) throw usage(`${neededValue(message)} is needed`);
      return ask(({ search }, context) =>
        search(
          {
            message: sanitize(message),
            initialValue: sanitize(typed),
            pageSize: CHOICES_SHOWN,
            source: async (text) => (await find(text ?? '')).map(safeChoice),
          },
          context,
        ),
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

const CHOICES_SHOWN = 12;

/** A choice whose text does nothing to the terminal. */
function safeChoice<T>({ name, value, description }: Choice<T>) {
  return {
    name: sanitize(name),
    value,
    ...(description === undefined ? {} : { description: sanitize(description) }),
  };
}

type Inquirer = typeof import('@inquirer/prompts');
type AskContext = { input: NodeJS.ReadStream; output: Writable; signal: AbortSignal };

/**
 * A signal that aborts when the input ends, or Ctrl-D or Esc is pressed, even on a half-typed line. On Ctrl-D Inquirer closes
 * its line without settling the question, and the program would end as if it had succeeded.
 */
function watchEnd(input: NodeJS.ReadStream): { signal: AbortSignal; stopWatching(): void } {
  const controller = new AbortController();
  const end = () => controller.abort();
  const press = (_: unknown, key?: { readonly ctrl?: boolean; readonly name?: string }) => {
    if ((key?.ctrl && key.name === 'd') || key?.name === 'escape') end();
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

/** An Output as a stream for inquirer, which reads `columns` to wrap lines. */
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

/** Ctrl-C, Ctrl-D, Esc, or a stop signal. Inquirer's errors are recognized by name. */
function isInterruption(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name);
}

/** What a question asks for, for errors. */
function neededValue(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/[?:\s]+$/, '');
}

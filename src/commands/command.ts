import type { Command as Commander, OptionValues } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { Answer } from '../render/answer.ts';

/** The parsed command line: arguments in order, options by name. */
interface Input<A, O> {
  readonly args: A;
  readonly options: O;
}

/**
 * A command as data and a function. `configure` declares arguments and options (their types follow from it), `run`
 * does the work; each can be tested without the other.
 */
export interface CommandSpec<A extends unknown[] = unknown[], O extends OptionValues = OptionValues> {
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, for its own help. */
  readonly description?: string;
  /** Command lines without `crm` that work right after `crm demo`. */
  readonly examples: readonly [string, ...string[]];
  readonly aliases?: readonly string[];
  /** Values of `--format` besides the standard formats. */
  readonly formats?: readonly string[];
  /**
   * Whether it may create the database named by `--db`, CRM_DB or the config. Other commands need data, so a missing
   * file is a mistake. `filled`: created from a file.
   */
  readonly createsDatabase?: true | 'filled';
  /** Whether it works the same for every user, so that an unknown one is accepted. */
  readonly anyUser?: true;
  /** Whether it works with a broken config file, with a warning: it may be needed to repair it. */
  readonly anyConfig?: true;
  /** Whether it fills the terminal. */
  readonly fullScreen?: true;
  /** Whether `--columns` and `--no-header` describe the file that it reads, not what it prints. */
  readonly describesInput?: true;
  /** Whether its answer is a list, which `--output` writes to a file. */
  readonly lists?: true;
  /** `nouns` are the nouns of the program. */
  configure(command: Commander, nouns: Nouns): Commander<A, O>;
  /**
   * Does the work and returns its result, which one place prints (`printAnswer`). A screen has shown it
   * already and returns its exit code.
   */
  run(input: Input<A, O>, ctx: Context): Promise<Answer | number>;
}

/** Any command without its types, for the catalogue. */
// biome-ignore lint/suspicious/noExplicitAny: each command knows its own types; the catalogue only passes them on.
export type AnyCommand = CommandSpec<any, any>;

/** Declares a command; infers the types of its input from `configure`. */
export function command<A extends unknown[], O extends OptionValues>(
  spec: CommandSpec<A, O>,
): CommandSpec<A, O> {
  return spec;
}

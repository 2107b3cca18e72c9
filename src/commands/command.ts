import type { Command as Commander, OptionValues } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { Answer } from '../render/answer.ts';

/** What the command line said: arguments in order, and options by name. */
interface Input<A, O> {
  readonly args: A;
  readonly options: O;
}

/**
 * A command as data plus a function. `configure` declares arguments and options (their types follow from it), `run`
 * does the work; parsing can be tested without running, running without parsing.
 */
export interface CommandSpec<A extends unknown[] = unknown[], O extends OptionValues = OptionValues> {
  /** What it does in a line, for the list of commands. */
  readonly summary: string;
  /** More, for its own help. */
  readonly description?: string;
  /** Command lines without `crm`, which work as they stand after `crm demo`. */
  readonly examples: readonly [string, ...string[]];
  readonly aliases?: readonly string[];
  /** What `--format` takes here beside the usual forms. */
  readonly formats?: readonly string[];
  /**
   * Whether it may make the database that `--db`, CRM_DB or the config names, where there is none: any other command
   * would have nothing to work on, and takes the name for a slip. `filled`: from a file.
   */
  readonly createsDatabase?: true | 'filled';
  /** Whether it does the same whoever acts: that nobody knows them is no reason to refuse. */
  readonly anyUser?: true;
  /** Whether it works with a broken config file too, and only warns of it: it may be there to mend it. */
  readonly anyConfig?: true;
  /** Whether it is there to fill the terminal, which it does before anybody has waited. */
  readonly fullScreen?: true;
  /** `nouns` are those of the program. */
  configure(command: Commander, nouns: Nouns): Commander<A, O>;
  /**
   * Does the work and returns what is to be said of it, which one place prints (`printAnswer`). A screen has said it
   * already and returns its exit code.
   */
  run(input: Input<A, O>, ctx: Context): Promise<Answer | number>;
}

/** Any command, its types forgotten: what the catalogue holds. */
// biome-ignore lint/suspicious/noExplicitAny: each command knows its own types; the catalogue only passes them on.
export type AnyCommand = CommandSpec<any, any>;

/** Declares a command; infers the types of its input from `configure`. */
export function command<A extends unknown[], O extends OptionValues>(
  spec: CommandSpec<A, O>,
): CommandSpec<A, O> {
  return spec;
}

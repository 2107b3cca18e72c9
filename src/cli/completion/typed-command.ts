import type { Command } from 'commander';
import type { Noun } from '../../domain/field.ts';
import type { Nouns } from '../../nouns/nouns.ts';

/** What is known of the command being typed. */
export interface TypedCommand {
  /** The nouns of the program. */
  readonly nouns: Nouns;
  /** The noun, or a command without verbs. */
  readonly noun: string;
  readonly verb: string | undefined;
  /** The command with its options and arguments. */
  readonly command: Command;
  /** Values of `--format` besides the standard formats. */
  readonly formats: readonly string[];
  /** The completed arguments. */
  readonly args: readonly string[];
  /** The completed options in order: name and value. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** Whether words that begin with a dash are arguments (after `--`). */
  readonly isAfterDashes: boolean;
}

/** The noun whose records a command lists or changes; for calls, leads. */
export function nounOf({ nouns }: TypedCommand, name: string): Noun | undefined {
  if (name === 'call' || name === 'plan') return 'lead';
  if (name === 'board') return 'opp';
  return nouns.find(name)?.noun;
}

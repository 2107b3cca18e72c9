import { type Command, Option } from 'commander';
import { FORMATS } from '../settings.ts';
import { LeanCommand } from './lean-command.ts';

/** Options every command takes, before the noun or after it. */
export interface GlobalOptions {
  db?: string;
  format?: string;
  csv?: boolean;
  json?: boolean;
  columns?: string;
  header: boolean;
  excel?: boolean;
  color?: string;
  yes?: boolean;
  force?: boolean;
  quiet?: boolean;
  user?: string;
  now?: string;
}

const HEADING = 'Global options:';

/** Adds the global options to a command, under a heading of their own or taken without a word in its help. */
export function addGlobals<C extends Command>(command: C, shown: 'shown' | 'hidden' = 'shown'): C {
  const add = (flags: string, help: string) => {
    if (command instanceof LeanCommand && !command.needs(flags)) return;
    // Some commands have a `--force` of their own, which says what it is for there.
    if (command.options.some(({ long }) => long === flags.split(' ')[0])) return;
    command.addOption(new Option(flags, help).helpGroup(HEADING).hideHelp(shown === 'hidden'));
  };
  add('--db <path>', 'database file (CRM_DB)');
  add('-f, --format <fmt>', `${FORMATS.join(', ')} (CRM_FORMAT)`);
  add('--csv', 'short for --format csv');
  add('--json', 'short for --format json');
  add('--columns <names>', 'which columns, in which order; ? lists them');
  add('--no-header', 'leave the header line out of csv, tsv and md');
  add('--excel', 'csv for spreadsheet programs, formulas guarded');
  add('--color <when>', 'auto, always or never');
  add('-y, --yes', 'answer yes to every question');
  add('--force', "replace another existing file; never a file of crm's own");
  add('-q, --quiet', 'no progress, no notes');
  add('--user <name>', 'who is acting (CRM_USER)');
  add('--now <time>', 'pretend it is this time (CRM_NOW)');
  return command;
}

/** Names of the global options that take a value: a scan for the noun steps over it. */
export const VALUED = new Set(['--db', '-f', '--format', '--columns', '--color', '--user', '--now']);

/** Names of all global options, as attributes of what Commander parses. */
export const GLOBAL_NAMES: readonly (keyof GlobalOptions)[] = [
  'db',
  'format',
  'csv',
  'json',
  'columns',
  'header',
  'excel',
  'color',
  'yes',
  'force',
  'quiet',
  'user',
  'now',
];

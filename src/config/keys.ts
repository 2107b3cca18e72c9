import { readWeekHours, weekHoursText } from '../domain/calendar/week-hours.ts';
import { readWorkingHours } from '../domain/calendar/working-hours.ts';
import { readDialCommand } from '../domain/calling/dial-command.ts';
import { readMailCommand } from '../domain/calling/mail-template.ts';
import { isCountryCode } from '../domain/countries/codes.ts';
import { isCurrency } from '../domain/currencies.ts';
import { readLanguages } from '../domain/dates/languages.ts';
import { readDocProgram } from '../domain/doc-program.ts';
import { durationText, parseDuration } from '../domain/duration.ts';
import { isEmail } from '../domain/email.ts';
import { usage } from '../domain/errors.ts';
import { parseMoney } from '../domain/money.ts';
import { oneOf } from '../domain/one-of.ts';
import { rejectUnknownPlaceholders } from '../domain/placeholders.ts';
import { quietHoursText, readQuietHours } from '../domain/quiet-hours.ts';
import { splitLine } from '../domain/split-line.ts';
import { COLOR_WHEN, THEMES } from '../io/style-mode.ts';
import { FORMATS } from '../settings.ts';
import { checkKeys, KEYS_HELP, KEYS_TABLE, type KeySettingName } from './screen-keys.ts';

const MAX_LOCK_WAIT_SECONDS = 3600;

const ON_OFF = ['on', 'off'] as const;

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** From 0 for Monday. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

interface KeySpec {
  /** What it decides, for `config list` and the manual. */
  readonly help: string;
  readonly default?: string;
  /** Normalizes a value. Throws a usage error for an invalid one. */
  readonly check: (value: string) => string;
}

/** Every key of the config file. */
export const CONFIG_KEYS = {
  currency: { help: 'currency of amounts without one', default: 'USD', check: currency },
  country: {
    help: 'country of phone numbers without a country code, where the record and its file have none',
    default: 'US',
    check: country,
  },
  timezone: { help: "time zone of dates and times; default: the computer's", check: zone },
  conversation_seconds: {
    help: 'minimum length of an answered call to count as a conversation, in seconds',
    default: '60',
    check: countReader('conversation_seconds', 1, 3600),
  },
  user: { help: 'acting user; default: the login name', check: text('user') },
  target: {
    help: 'monthly sales target, such as 100k; it becomes the target of this year and the next: crm target list',
    check: amount,
  },
  db: { help: 'database file', check: text('db') },
  format: { help: 'output format of lists', check: choiceReader('format', FORMATS) },
  calling_hours: {
    help: 'when people may be called, in their time: mon-fri 9-18; default: 8-21 on the working days of their country',
    default: 'mon-fri 08:00-21:00',
    check: (value) => weekHoursText(readWeekHours(value)),
  },
  working_hours: {
    help: 'when you work: "tuesday at 2" is 14:00, eod the end of the day',
    default: 'mon-fri 09:00-18:00',
    check: (value) => weekHoursText(readWorkingHours(value)),
  },
  fiscal_year_start: {
    help: 'the month in which your years begin, in --period, reports and targets: 07-01, or july',
    default: '01-01',
    check: fiscalYearStart,
  },
  week_start: {
    help: 'the day on which weeks begin, in --period and reports',
    default: 'monday',
    check: weekStart,
  },
  callback_time: {
    help: 'whose clock a time without a zone is of, where it is for somebody in another zone',
    default: 'mine',
    check: choiceReader('callback_time', ['mine', 'theirs']),
  },
  callback_retry: {
    help: 'how soon a callback that nobody answered is tried again, such as 15m',
    default: '15m',
    check: callbackRetry,
  },
  sequence_mails_per_week: {
    help: 'mails that a person gets at most within seven days, from all sequences',
    default: '3',
    check: countReader('sequence_mails_per_week', 1, 100),
  },
  languages: {
    help: 'languages beside English whose short names of days and months are read, such as de,fr',
    check: (value) => readLanguages(value).join(','),
  },
  claim_minutes: {
    help: 'how long a lead from the call queue stays claimed for you',
    default: '60',
    check: countReader('claim_minutes', 1, 240),
  },
  daily_dials: {
    help: 'how many dials a day you aim for; it becomes your target of this year and the next: crm target list',
    check: countReader('daily_dials', 1, 10_000),
  },
  wait_for_lock: {
    help: 'how long a command waits for another crm that is writing, such as 30s or 5m',
    default: '30s',
    check: waitForLock,
  },
  dial: {
    help: 'dial command, started without a shell: linphone-cli dial {number}; {extension} is the extension',
    check: dialCommand,
  },
  mail_program: {
    help: 'what opens a mail to write, without a shell: thunderbird -compose {mailto}; or {to}, {subject}, {body}',
    check: mailCommand,
  },
  doc_program: {
    help: 'what opens documents, without a shell: evince {file}',
    check: docProgram,
  },
  notify: {
    help: 'what shows reminders of crm run, without a shell: notify-send {title} {text}',
    check: notifyCommand,
  },
  remind_to: {
    help: 'where the reminders of crm run go by mail, such as ann@example.com',
    check: reminderAddress,
  },
  quiet_hours: {
    help: 'when nothing reminds, such as 22:00-07:00',
    check: (value) => quietHoursText(readQuietHours(value)),
  },
  bell: {
    help: 'whether open screens remind of tasks, meetings and callbacks, with the bell of the terminal',
    default: 'on',
    check: choiceReader('bell', ON_OFF),
  },
  remind_before: {
    help: 'how long before a meeting there is a reminder of it',
    default: '10m',
    check: remindBefore,
  },
  color: { help: 'when to use colour', default: 'auto', check: choiceReader('color', COLOR_WHEN) },
  theme: {
    help: 'colours for a dark or a light background, neutral for any, ansi for those of the terminal',
    default: 'auto',
    check: choiceReader('theme', THEMES),
  },
  mouse: {
    help: 'whether the mouse works on full screens from the start; M turns it on and off',
    default: 'off',
    check: choiceReader('mouse', ON_OFF),
  },
  motion: {
    help: 'whether screens light up changes and count seconds, and long work shows a counter; off for calm',
    default: 'on',
    check: choiceReader('motion', ON_OFF),
  },
} as const satisfies Record<string, KeySpec>;

export type ConfigKey = keyof typeof CONFIG_KEYS;

/** A table of the file, with a value for each country (ISO 3166). */
export const HOURS_TABLE = 'calling_hours_by_country';
export const HOURS_TABLE_HELP = 'calling hours of one country, as they are: calling_hours_by_country.DE';
type TableKey = `${typeof HOURS_TABLE}.${string}`;

/** The name of one value: of a key, of a country in the table of hours, or of an action in that of keys. */
export type SettingName = ConfigKey | TableKey | KeySettingName;

/** What is to be known of a setting. */
export function settingSpec(name: SettingName): KeySpec {
  if (isConfigKey(name)) return CONFIG_KEYS[name];
  return name.startsWith(`${KEYS_TABLE}.`)
    ? { help: KEYS_HELP, check: checkKeys }
    : { help: HOURS_TABLE_HELP, check: (value) => weekHoursText(readWeekHours(value)) };
}

/** The setting of a country in the table. Throws `usage` for a code that is none. */
export function tableKey(code: string): TableKey {
  return `${HOURS_TABLE}.${country(code)}`;
}

export function isConfigKey(key: string): key is ConfigKey {
  return Object.hasOwn(CONFIG_KEYS, key);
}

function currency(value: string): string {
  const code = value.trim().toUpperCase();
  if (isCurrency(code)) return code;
  throw usage(`unknown currency "${value}"`, 'Use an ISO 4217 code, such as USD or EUR.');
}

/** Checks only the form: without a currency, the amount is in the user's own. */
function amount(value: string): string {
  if (parseMoney(value, 'USD').minor > 0) return value.trim();
  throw usage(`"${value}" is not a positive amount`);
}

function country(value: string): string {
  const code = value.trim().toUpperCase();
  if (code === 'UK') return 'GB';
  if (isCountryCode(code)) return code;
  throw usage(`unknown country "${value}"`, 'Use two letters (ISO 3166), such as US or DE.');
}

/** Checks only the form: whether the zone exists is checked when the process enters it. */
function zone(value: string): string {
  const name = value.trim();
  if (/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return name;
  throw usage(`unknown time zone "${value}"`, 'Use an IANA name, such as Europe/Berlin or America/New_York.');
}

/** `07-01` of `07-01`, `7` and `jul`. */
function fiscalYearStart(value: string): string {
  const [, digits, name] = /^(?:(\d{1,2})(?:-01)?|([a-z]{3,9}))$/.exec(value.trim().toLowerCase()) ?? [];
  const month = name === undefined ? Number(digits) : placeOf(name, MONTHS) + 1;
  if (month >= 1 && month <= 12) return `${String(month).padStart(2, '0')}-01`;
  throw usage(`"${value}" is not the first day of a month`, 'Write it as 07-01, or july.');
}

function weekStart(value: string): string {
  const day = WEEKDAYS[placeOf(value.trim().toLowerCase(), WEEKDAYS)];
  if (day !== undefined) return day;
  throw usage(`"${value}" is not a day of the week`, `One of: ${WEEKDAYS.join(', ')}`);
}

/** Where a name is in a list, in full or by its first letters; -1 for none. */
const placeOf = (name: string, names: readonly string[]) =>
  name.length < 3 ? -1 : names.findIndex((each) => each.startsWith(name));

function text(key: string) {
  return (value: string): string => {
    if (value.trim() !== '') return value.trim();
    throw usage(`${key} cannot be blank`);
  };
}

function waitForLock(value: string): string {
  const seconds = parseDuration(value);
  if (seconds <= MAX_LOCK_WAIT_SECONDS) return durationText(seconds);
  throw usage(`wait_for_lock is at most ${durationText(MAX_LOCK_WAIT_SECONDS)}, not "${value}"`);
}

function dialCommand(value: string): string {
  readDialCommand(value);
  return value.trim();
}

function docProgram(value: string): string {
  readDocProgram(value);
  return value.trim();
}

function mailCommand(value: string): string {
  readMailCommand(value);
  return value.trim();
}

/** Up to a day: after that it is the ordinary gap of a cadence. */
function callbackRetry(value: string): string {
  const seconds = parseDuration(value);
  if (seconds >= 60 && seconds <= 86_400) return durationText(seconds);
  throw usage(`callback_retry is between 1m and 24h, not "${value}"`);
}

function notifyCommand(value: string): string {
  const [program, ...args] = splitLine(value);
  if (program === undefined) throw usage('notify names a program: notify-send {title} {text}');
  rejectUnknownPlaceholders(args, ['{title}', '{text}']);
  return value.trim();
}

function reminderAddress(value: string): string {
  if (isEmail(value.trim())) return value.trim();
  throw usage(`remind_to is an e-mail address, not "${value}"`);
}

/** Up to a day. */
function remindBefore(value: string): string {
  const seconds = parseDuration(value);
  if (seconds <= 86_400) return durationText(seconds);
  throw usage(`remind_before is at most 24h, not "${value}"`);
}

function countReader(key: string, least: number, most: number) {
  return (value: string): string => {
    const text = value.trim();
    if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return String(Number(text));
    throw usage(`${key} is a whole number from ${least} to ${most}, not "${value}"`);
  };
}

function choiceReader(key: string, choices: readonly string[]) {
  return (value: string): string => oneOf(`unknown ${key}`, value, choices);
}

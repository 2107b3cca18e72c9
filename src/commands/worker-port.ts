import type { WorkPort } from '../app/worker/work.ts';
import type { Context } from '../context.ts';
import { usage } from '../domain/errors.ts';
import { splitLine } from '../domain/split-line.ts';
import { postMessage } from '../io/post-message.ts';
import { programEnv, runProgram } from '../io/run-program.ts';
import { programVersion } from '../io/version.ts';
import { webhookHeaders } from '../io/webhook-signature.ts';
import { mailPort } from './mail/port.ts';
import { reminderSettings } from './screen-reminders.ts';
import { printedBy } from './secret-command.ts';

/** How long a program may take to show a reminder. */
const NOTIFY_TIMEOUT_MS = 10_000;

/** How a worker reaches the world; `token` names this run of it. */
export function workerPort(ctx: Context, token: string): WorkPort {
  return {
    ...mailPort(ctx, token),
    token,
    random: Math.random,
    mailsPerWeek: Number(ctx.config.get('sequence_mails_per_week')),
    reminders: {
      ...reminderSettings(ctx),
      areOn: REMINDER_SETTINGS.some((key) => ctx.config.get(key) !== undefined),
    },
    notify: (title, text) => remind(ctx, title, text),
    secret: (name) => readSecret(ctx, name),
    send: ({ url, allowsPrivate }, message, secret) =>
      postMessage({
        url,
        allowsPrivate,
        body: message.body,
        headers: {
          ...webhookHeaders(message, secret, ctx.io.now()),
          'content-type': 'application/json',
          'user-agent': programVersion(ctx.io).split(' ', 2).join('/'),
        },
      }),
  };
}

/** The settings that say how the worker reminds; each that is set does. */
const REMINDER_SETTINGS = ['notify', 'remind_to'] as const;

/** Reminds by the user's program, by mail, or both; returns what went wrong. */
async function remind(ctx: Context, title: string, text: string): Promise<string | null> {
  const problems = [await notify(ctx, title, text), await mailReminder(ctx, title, text)];
  return problems.filter((problem) => problem !== null).join('; ') || null;
}

async function mailReminder(ctx: Context, title: string, text: string): Promise<string | null> {
  const address = ctx.config.get('remind_to');
  if (address === undefined) return null;
  const [account] = ctx.config.mailAccounts;
  if (!account) return `no mail account sends to ${address}`;
  const { sendNotice } = await import('./mail/notice.ts');
  const to = { name: '', address };
  const sent = await sendNotice(ctx, account, { to, subject: title, text: `${text}\n` });
  return 'problem' in sent ? sent.problem : null;
}

async function notify({ config, io }: Context, title: string, text: string): Promise<string | null> {
  const command = config.get('notify');
  if (command === undefined) return null;
  const [program = '', ...words] = splitLine(command);
  const isPlaced = words.some((word) => /\{(title|text)\}/.test(word));
  const args = (isPlaced ? words : [...words, '{title}', '{text}']).map((word) =>
    word.replace(/\{(title|text)\}/g, (_, name) => (name === 'title' ? title : text)),
  );
  const end = await runProgram({
    command: [program, ...args],
    input: nothing(),
    env: programEnv(io.env),
    timeoutMs: NOTIFY_TIMEOUT_MS,
    stopsWhole: true,
  });
  if (end.exitCode === 0) return null;
  return `"${program}" ${end.problem ?? `failed with exit code ${end.exitCode}`}`;
}

/** What the command of a secret prints. Throws `usage` if the config does not have it, `failed` if it prints nothing. */
async function readSecret({ config, io }: Context, name: string): Promise<string> {
  const command = config.secrets[name];
  if (!command)
    throw usage(
      `the config has no secret "${name}"`,
      `Add the command that prints it to [secrets] in ${config.path}: ${name} = ["pass", "show", "${name}"]`,
    );
  return printedBy(io, command, `the command of the secret "${name}"`);
}

async function* nothing(): AsyncIterable<string> {}

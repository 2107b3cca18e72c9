import { editWebhook, readWebhook } from '../../app/webhooks/webhooks.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { collect, requireReachable, webhookSettings } from './settings.ts';

export default command({
  summary: 'change, enable or disable a webhook',
  description:
    'Changes a webhook. --enable also starts one again that was disabled because nothing arrived for three days: it gets ' +
    'all that happened meanwhile, or with --skip-missed only what happens from now on.',
  examples: [`webhook add https://example.com/crm --on opp.won && crm webhook edit 1 --on 'opp.*'`],
  configure: (c) =>
    c
      .argument('<webhook>', 'number of the webhook')
      .option('--url <url>', 'the address')
      .option('--on <type>', 'events that it is told of, instead of the present ones; repeatable', collect)
      .option('--secret <name>', 'name of the secret that messages are signed with; "" for none')
      .option('--enable', 'send messages again')
      .option('--disable', 'send no messages until it is enabled')
      .option('--skip-missed', 'send nothing of what has happened until now')
      .option('--allow-private', 'allow an address of this machine or of a private network')
      .option('--no-allow-private', 'allow public addresses only'),
  async run({ args: [number], options }, ctx) {
    if (options.enable && options.disable) throw usage('--enable and --disable exclude each other');
    const isEnabled = options.enable ? true : options.disable ? false : undefined;
    const settings = { ...webhookSettings(options), isEnabled };
    const skipsMissed = options.skipMissed === true;
    if (!skipsMissed && Object.values(settings).every((value) => value === undefined))
      throw usage('nothing to change was given', 'Options: crm webhook edit --help');
    const deps = await ctx.deps();
    if (settings.url !== undefined || settings.allowsPrivate === false) {
      const { url, allowsPrivate } = await readWebhook(deps, number);
      await requireReachable({
        url: settings.url ?? url,
        allowsPrivate: settings.allowsPrivate ?? allowsPrivate,
      });
    }
    const changed = await editWebhook(deps, number, settings, { skipsMissed });
    return {
      type: 'changed',
      sentence: changed ? `Changed webhook ${number}` : '',
      references: [number],
      notes: changed ? [] : ['nothing changed'],
    };
  },
});

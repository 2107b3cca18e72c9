import { renderTemplate } from '../../app/templates/render.ts';
import { findTemplate } from '../../app/templates/templates.ts';
import { command } from '../command.ts';
import { readSet } from '../mail-text.ts';
import { repeat } from '../parse-args.ts';
import { resolveAnyRecord } from '../record/references.ts';

export default command({
  summary: 'show the mail that a template makes for a record',
  description:
    'Fills a template with the values of a record of any noun; a bare number is a lead. For a deal or a case, fields that ' +
    'it does not have are those of its contact. A name without a value or default is an error that names it.',
  examples: [
    `template add bump --subject 'For {{ company }}' -m 'Hello {{ first_name }}' && crm template render bump 42`,
    `template add bump --subject 'About {{ name }}' -m 'Hello' && crm template render bump opp:7 --html`,
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the template')
      .argument('<record>', 'the record: 42, contact:7, opp:3, an address or a name')
      .option('--set <name=value>', 'a value of your own; repeatable', repeat)
      .option('--html', 'print the HTML instead of the text'),
  async run({ args: [name, ref], options }, ctx) {
    const deps = await ctx.deps();
    const template = await findTemplate(deps, name);
    const about = await resolveAnyRecord(ctx, ref);
    const { subject, text, html } = await renderTemplate(deps, {
      template,
      about,
      set: readSet(options.set),
    });
    if (ctx.print.format === 'json' || ctx.print.format === 'jsonl')
      return { type: 'raw', text: `${JSON.stringify({ subject, text, html })}\n` };
    return options.html
      ? { type: 'text', text: html }
      : { type: 'text', text: `Subject: ${subject}\n\n${text}` };
  },
});

import { addTemplate } from '../../app/templates/templates.ts';
import { command } from '../command.ts';
import { readMailText } from '../mail-text.ts';
import { strangeNote } from './columns.ts';

const START = 'Hello {{ first_name | default: "there" }},\n\n\n\n{{ user }}\n';

export default command({
  summary: 'add a template: the subject and text of a mail',
  description:
    'Adds the text of a mail in Markdown, from -m, from stdin or from your editor. {{ first_name }} is a field of the ' +
    'record, {{ account.industry }} one of what it is related to, {{ user }} your name; ' +
    '{{ first_name | default: "there" }} stands in for a blank one. A mail is never made with a blank place: what has ' +
    'neither a value nor a default is named. The language is Liquid, with its conditions and filters.',
  examples: [
    `template add intro --subject 'For {{ company }}' -m 'Hello {{ first_name | default: "there" }}, …'`,
    `template add bump --subject 'Once more' -m 'Did you see my mail?'`,
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'name of the template')
      .requiredOption('--subject <text>', 'subject, in which fields can be named too')
      .option('-m, --message <text>', 'the text; default: stdin, or your editor'),
  async run({ args: [name], options: { subject, message } }, ctx) {
    const body = await readMailText(ctx, message, {
      name: 'template.md',
      start: START,
      wayOut: `Give it: crm template add ${name} --subject '…' -m '…'`,
    });
    const strange = await addTemplate(await ctx.deps(), { name, subject, body });
    return {
      type: 'changed',
      sentence: `Added the template ${name.trim()}   See it: crm template render ${name.trim()} <record>`,
      references: [name.trim()],
      notes: strangeNote(strange),
    };
  },
});

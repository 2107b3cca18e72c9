import { editTemplate, findTemplate } from '../../app/templates/templates.ts';
import { command } from '../command.ts';
import { readMailText } from '../mail-text.ts';
import { strangeNote } from './columns.ts';

export default command({
  summary: 'change a template: its name, subject or text',
  description:
    'Changes what is given. Without options it opens the text in your editor, or takes it from stdin.',
  examples: [
    `template add bump --subject 'Once more' -m 'Hello' && crm template edit bump --subject 'Did you see it?'`,
    `template add bump --subject 'Once more' -m 'Hello' && crm template edit bump --name again`,
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the template')
      .option('--name <name>', 'new name')
      .option('--subject <text>', 'new subject')
      .option('-m, --message <text>', 'new text'),
  async run({ args: [text], options: { name, subject, message } }, ctx) {
    const deps = await ctx.deps();
    const template = await findTemplate(deps, text);
    const isWritten = message !== undefined || (name === undefined && subject === undefined);
    const body = isWritten
      ? await readMailText(ctx, message, {
          name: 'template.md',
          start: `${template.body}\n`,
          wayOut: `Give it: crm template edit ${text} -m '…'`,
        })
      : undefined;
    const { changeId, before, strange } = await editTemplate(deps, text, {
      ...(name === undefined ? {} : { name }),
      ...(subject === undefined ? {} : { subject }),
      ...(body === undefined ? {} : { body }),
    });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the template ${before.name}`,
      references: [name?.trim() ?? before.name],
      notes: [...(changeId === null ? ['nothing changed'] : []), ...strangeNote(strange)],
    };
  },
});

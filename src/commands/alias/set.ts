import { checkAliasName } from '../../config/aliases.ts';
import { saveAlias } from '../../config/save.ts';
import { conflict, usage } from '../../domain/errors.ts';
import { splitLine } from '../../domain/split-line.ts';
import { command } from '../command.ts';

export default command({
  summary: 'make a command of your own for a longer line',
  description:
    'Stores a command of your own in the config file: `crm <name>` then runs the line, with whatever follows the name ' +
    'at its end. The words of the line are split as in a shell.',
  examples: ['alias set hot "lead list --where \'score >= 80\'"', 'alias set mine "task list --owner me"'],
  anyConfig: true,
  anyUser: true,
  configure: (c) =>
    c.argument('<name>', 'the new command').argument('<line...>', 'what it runs, without crm'),
  async run({ args: [name, words] }, ctx) {
    checkAliasName(name);
    const nouns = await ctx.nouns();
    const isCommand = (word: string) =>
      ctx.isCommand(word) || [...nouns].some(({ noun, aliases }) => [noun, ...aliases].includes(word));
    if (isCommand(name))
      throw conflict(`"${name}" is a command of crm`, 'Choose another name; the command keeps its own.');
    const line = words
      .join(' ')
      .trim()
      .replace(/^crm\s+/, '');
    const [first] = splitLine(line);
    if (first === undefined)
      throw usage('the line is blank', `For example: crm alias set ${name} "lead list"`);
    if (!first.startsWith('-') && !isCommand(first))
      throw usage(`crm has no command "${first}"`, 'Begin the line with a command: crm --help');
    await saveAlias(ctx.config, name, line);
    return { type: 'none', notes: [`crm ${name} now runs: crm ${line}`] };
  },
});

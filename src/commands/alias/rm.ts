import { saveAlias } from '../../config/save.ts';
import { notFound } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a command of your own',
  examples: ['alias set hot "lead list" && crm alias rm hot'],
  anyConfig: true,
  configure: (c) => c.argument('<name>', 'the command'),
  async run({ args: [name] }, ctx) {
    const names = Object.keys(ctx.config.aliases);
    if (!names.includes(name)) {
      const [near] = findNearest(name, names);
      throw notFound(
        `no alias "${name}"`,
        `${near === undefined ? '' : `Did you mean "${near}"?   `}See all: crm alias list`,
      );
    }
    await saveAlias(ctx.config, name, null);
    return { type: 'none', notes: [`crm ${name} is no longer a command`] };
  },
});

import { changeUser, readUserName } from '../../app/team/users.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { readAbsence, readMaxLeads, readUserHours, readUserZone, userValues } from './values.ts';

export default command({
  summary: 'change a user',
  examples: [
    'user edit bruno --full-name "Bruno Costa Lima"',
    'user edit eve --inactive',
    'user edit bruno --away 2030-12-20..2031-01-06 --max-leads 40',
    "user edit ann --hours 'mon-fri 9-17' --tz Europe/Berlin",
  ],
  configure: (c) =>
    c
      .argument('<user>', 'name, full name or e-mail')
      .option('--name <name>', 'new short name')
      .option('--full-name <text>', 'first and last name')
      .option('--email <address>', 'e-mail address')
      .option(
        '--away <days>',
        'absence, in which round robins leave the user out: 2026-12-20..2027-01-06; "" for none',
      )
      .option('--max-leads <n>', 'open leads that round robins give the user at most; "" for no limit')
      .option(
        '--hours <hours>',
        'when they work, for round robins: "mon-fri 9-17"; others come first outside of it; "" for always',
      )
      .option('--tz <zone>', 'time zone of these hours: Europe/Berlin; "" for your own')
      .option('--active', 'make the user active again')
      .option('--inactive', 'make the user inactive'),
  async run({ args: [text], options }, ctx) {
    if (options.active && options.inactive) throw usage('--active and --inactive exclude each other');
    const values = {
      ...userValues(options),
      ...(options.name === undefined ? {} : { name: readUserName(options.name) }),
      ...(options.away === undefined ? {} : readAbsence(ctx, options.away)),
      ...(options.maxLeads === undefined ? {} : { max_leads: readMaxLeads(options.maxLeads) }),
      ...(options.hours === undefined ? {} : { hours: readUserHours(options.hours) }),
      ...(options.tz === undefined ? {} : { zone: readUserZone(options.tz) }),
      ...(options.active ? { active: 1 } : options.inactive ? { active: 0 } : {}),
    };
    if (Object.values(values).every((value) => value === undefined))
      throw usage('nothing to change was given', 'Options: crm user edit --help');
    const { changeId, name } = await changeUser(await ctx.deps(), { user: text, values });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Changed the user ${name}`,
      references: [values.name ?? name],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});

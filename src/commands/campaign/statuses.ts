import { changeStatuses, listStatuses } from '../../app/campaigns/statuses.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'what members of campaigns can have done, by type of campaign',
  description:
    'Every type of campaign has the statuses invited, sent, responded and attended, of which the last two count as a response. ' +
    'A type can have others: the first change gives it its own. Members keep a status under its new name. Names are separated by commas.',
  examples: [
    'campaign statuses',
    'campaign statuses webinar --add registered,no-show --response registered --first invited,sent,registered',
    'campaign statuses event --rename attended=visited',
    'campaign statuses event --add no-show && crm campaign statuses event --rm no-show',
  ],
  lists: true,
  configure: (c) =>
    c
      .argument('[type]', 'a type of campaigns: crm picklist show campaign-type')
      .option('--add <names>', 'add these statuses')
      .option('--rename <former=new>', 'rename a status, for its members too')
      .option('--response <names>', 'these count as a response')
      .option('--waiting <names>', 'these do not')
      .option('--rm <names>', 'remove these, which no member has')
      .option('--first <names>', 'put these first, in this order'),
  async run({ args: [type], options }, ctx) {
    const { add, rename, response, waiting, rm, first } = options;
    const deps = await ctx.deps();
    if ([add, rename, response, waiting, rm, first].some((option) => option !== undefined)) {
      if (type === undefined)
        throw usage(
          'a type of campaigns is missing',
          'Name it: crm campaign statuses webinar …; those of all types: crm picklist --help',
        );
      const changed = await changeStatuses(deps, type, {
        add: namesIn(add),
        rename: namesIn(rename).map(readRename),
        response: namesIn(response),
        waiting: namesIn(waiting),
        remove: namesIn(rm),
        first: namesIn(first),
      });
      const names = (await listStatuses(deps, changed.type)).map(({ name, isResponse }) =>
        isResponse ? `${name} (response)` : name,
      );
      return {
        type: 'changed',
        sentence: changed.changeId === null ? '' : `${changed.type}: ${names.join(', ')}`,
        references: [changed.type],
        notes: changed.changeId === null ? ['nothing changed'] : [],
      };
    }
    const statuses = await listStatuses(deps, type);
    return listAnswer(
      ctx,
      {
        noun: 'statuses',
        columns: [
          { name: 'type', label: 'Type', type: 'text', help: 'the type of campaigns; empty for all others' },
          { name: 'status', label: 'Status', type: 'text', help: 'the status' },
          { name: 'response', label: 'Response', type: 'bool', help: 'whether it counts as a response' },
        ],
        empty: 'no statuses',
      },
      statuses.map(({ type: of, name, isResponse }) => ({
        id: name,
        type: of,
        status: name,
        response: isResponse,
      })),
    );
  },
});

/** The statuses that an option names. Throws `usage` for an option that names none. */
function namesIn(text: string | undefined): string[] {
  if (text === undefined) return [];
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw usage('a status needs a name', 'Name it: --add registered');
  return names;
}

function readRename(text: string): readonly [string, string] {
  const [former = '', name, ...more] = text.split('=').map((part) => part.trim());
  if (name === undefined || more.length > 0)
    throw usage(`"${text}" says no new name`, 'Write --rename responded=replied');
  return [former, name];
}

import type { ViewChange } from '../../app/board/saved-views.ts';
import type { Context } from '../../context.ts';
import { BOARD_VIEWS, CARD_ORDERS, LANE_GROUPS } from '../../domain/board.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import { SAVED_VIEW_KEYS } from '../../domain/saved-view.ts';
import { optionGroup } from '../option-group.ts';

/** The options that say what a view of the board shows, as Commander gives them. */
export type ViewOptions = {
  readonly view?: string;
  readonly where?: string;
  readonly owner?: string;
  readonly pipeline?: string;
  readonly by?: string;
  readonly sort?: string;
  readonly key?: string;
  readonly collapse?: true;
  readonly expand?: true;
};

/** Declares them. `--columns` is an option of every command. */
export const addViewOptions = optionGroup<ViewOptions>((command) =>
  command
    .option('--view <view>', `what it looks like: ${BOARD_VIEWS.join(', ')}`)
    .option('-w, --where <filter>', 'which deals: amount > 10k and close < +30d, or plain words')
    .option('--owner <user>', 'whose deals; me for those of whoever looks')
    .option('--pipeline <name>', 'the pipeline')
    .option('--by <what>', `a lane per ${LANE_GROUPS.join(', ')}`)
    .option('--sort <order>', CARD_ORDERS.join(', '))
    .option('--key <digit>', `the key that opens it on the board: ${SAVED_VIEW_KEYS.join(', ')}, none`)
    .option('--collapse', 'show the lanes of won and lost deals by their heads alone')
    .option('--expand', 'show these lanes whole'),
);

/** What the options say; blank texts take back what was said before. */
export function viewChange(options: ViewOptions, { settings: { columns } }: Context): ViewChange {
  const { view, where, owner, pipeline, by, sort, key } = options;
  if (options.collapse && options.expand) throw usage('--collapse and --expand exclude each other');
  const collapsed = options.collapse ? true : options.expand ? false : undefined;
  return {
    ...(view === undefined ? {} : { view: oneOf('unknown view', view, BOARD_VIEWS) }),
    ...(key === undefined ? {} : { key }),
    query: {
      ...(where === undefined ? {} : { filter: where }),
      ...(owner === undefined ? {} : { owner: owner.trim() === '' ? null : owner }),
      ...(pipeline === undefined ? {} : { pipeline: pipeline.trim() === '' ? null : pipeline }),
      ...(by === undefined ? {} : { by: oneOf('unknown by', by, LANE_GROUPS) }),
      ...(sort === undefined ? {} : { order: oneOf('unknown sort', sort, CARD_ORDERS) }),
      ...(columns === undefined ? {} : { columns }),
      ...(collapsed === undefined ? {} : { collapsesClosed: collapsed }),
    },
  };
}

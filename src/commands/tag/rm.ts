import { removeTag } from '../../store/tags.ts';
import { command } from '../command.ts';
import { changeTags, counted, references, TAG_REFERENCE } from './change.ts';

export default command({
  summary: 'take a tag from records',
  examples: ['tag rm event 42', 'tag rm newsletter 2 3 --noun account'],
  configure: (c) =>
    c
      .argument('<tag>', 'the tag')
      .argument('<ref...>', TAG_REFERENCE)
      .option('--noun <noun>', 'what bare numbers are: lead, contact, account or opp', 'lead'),
  async run({ args: [tag, refs], options }, ctx) {
    const act = (...[tx, noun, id]: Parameters<Parameters<typeof changeTags>[3]>) =>
      removeTag(tx, noun, id, tag);
    const { named, changed } = await changeTags(ctx, refs, options.noun, act, `took the tag ${tag} from`);
    if (changed < named.length) ctx.print.note(`${counted(named.length - changed)} did not have the tag`);
    ctx.print.made(changed === 0 ? '' : `Took ${tag.trim()} from ${counted(changed)}`, references(named));
  },
});

import { addTag } from '../../store/tags.ts';
import { command } from '../command.ts';
import { changeTags, counted, references, TAG_REFERENCE } from './change.ts';

export default command({
  summary: 'give records a tag',
  examples: ['tag add hot 42 contact:7', 'tag add partner 3 4 --noun account'],
  configure: (c) =>
    c
      .argument('<tag>', 'a word of your own')
      .argument('<ref...>', TAG_REFERENCE)
      .option('--noun <noun>', 'what bare numbers are: lead, contact, account or opp', 'lead'),
  async run({ args: [tag, refs], options }, ctx) {
    const act = (...[tx, noun, id]: Parameters<Parameters<typeof changeTags>[3]>) =>
      addTag(tx, noun, id, tag);
    const { named, changed } = await changeTags(ctx, refs, options.noun, act, `tagged as ${tag}:`);
    if (changed < named.length) ctx.print.note(`${counted(named.length - changed)} had the tag already`);
    ctx.print.made(changed === 0 ? '' : `Tagged ${counted(changed)} as ${tag.trim()}`, references(named));
  },
});

import { untagRecords } from '../../app/records/tags.ts';
import { tagCommand } from './tag-command.ts';

export default tagCommand({
  summary: 'remove a tag from records',
  examples: ['tag rm event 42', 'tag rm newsletter 2 3 --noun account'],
  change: untagRecords,
  sentence: (tag, records) => `Removed ${tag} from ${records}`,
  unchanged: 'did not have the tag',
});

import { tagRecords } from '../../app/records/tags.ts';
import { tagCommand } from './tag-command.ts';

export default tagCommand({
  summary: 'add a tag to records',
  examples: ['tag add hot 42 contact:7', 'tag add partner 3 4 --noun account'],
  change: tagRecords,
  sentence: (tag, records) => `Tagged ${records} as ${tag}`,
  unchanged: 'already had the tag',
});

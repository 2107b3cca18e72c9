import { interactionCommand } from './interaction.ts';

export default interactionCommand({
  type: 'note',
  summary: 'log a note',
  examples: ['log note 42 "prefers to be written to"', 'log note account:3 "moved to Bristol"'],
});

import { interactionCommand } from './interaction.ts';

export default interactionCommand({
  type: 'letter',
  summary: 'log a letter',
  examples: ['log letter account:3 "sent the contract"', 'log letter 42 "signed copy" --in'],
});

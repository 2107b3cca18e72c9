import { interactionCommand } from './interaction.ts';

export default interactionCommand({
  type: 'email',
  summary: 'log an e-mail, sent or received',
  examples: [
    'log email 42 "sent the price list" --next +3d',
    'log email contact:7 --in --subject "Re: offer"',
  ],
});

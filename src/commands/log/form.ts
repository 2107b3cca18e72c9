import { interactionCommand } from './interaction.ts';

export default interactionCommand({
  type: 'form',
  summary: 'log a form that somebody filled in',
  examples: ['log form 42 "wants a demo for two sites" --subject "Contact form"'],
});

import { interactionCommand } from './interaction.ts';

export default interactionCommand({
  type: 'meeting',
  summary: 'log a meeting',
  examples: [
    'log meeting opp:7 "they want it by June" --duration 45m',
    'log meeting contact:7 --at "yesterday 3pm" --next "mon 10am"',
  ],
});

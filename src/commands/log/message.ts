import { interactionCommand } from './interaction.ts';

export default interactionCommand({
  type: 'message',
  summary: 'log a message: SMS, chat, a social network',
  examples: [
    'log message 42 "sent her the link"',
    'log message contact:7 "can we talk today?" --in --subject WhatsApp',
  ],
});

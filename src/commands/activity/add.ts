import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { addCommand } from '../record/add.ts';

export default addCommand(ACTIVITY, {
  examples: [
    'activity add "Sent the brochure" --type email --contact 7',
    'activity add "Kick-off" --type meeting --opp 7 --at "yesterday 3pm" --duration 1h',
  ],
  description:
    'Adds an activity as it is, a note unless --type says otherwise. To log what just happened use crm log: it also moves a lead on and plans what is next.',
  title: { help: 'what was said', question: 'what was said?', values: (body) => ({ body }) },
  asked: ['body', 'type', 'lead', 'contact', 'account', 'opp'],
});

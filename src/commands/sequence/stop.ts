import { runCommand } from './change-runs.ts';

export default runCommand({
  act: 'stop',
  summary: 'end sequences for people',
  description:
    'Nothing more is done: the open task and mails that have not left are cancelled. crm undo takes it back.',
  done: 'Stopped',
});

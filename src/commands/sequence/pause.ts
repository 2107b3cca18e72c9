import { runCommand } from './change-runs.ts';

export default runCommand({
  act: 'pause',
  summary: 'have sequences wait for people',
  description: 'The next step waits until crm sequence resume; the task of a call or task is cancelled.',
  done: 'Paused',
});

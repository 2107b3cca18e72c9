import { runCommand } from './change-runs.ts';

export default runCommand({
  act: 'resume',
  summary: 'go on with sequences that wait',
  description: 'Goes on with the step that was next, when it is due or as soon as it can be done.',
  done: 'Resumed',
});

import { command } from '../command.ts';
import { closedReport } from './closed.ts';

export default command(
  closedReport('won', [
    'report won',
    'report won --by owner --period quarter',
    'report won --period month --compare previous',
  ]),
);

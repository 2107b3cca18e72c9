import type { BoardCommand } from './commands.ts';
import type { BoardPort } from './port.ts';

/** What is done to deals at once. */
export type Change = Extract<BoardCommand, { do: 'step' | 'win' | 'lose' | 'reopen' | 'undo' | 'redo' }>;

/** Does it, and resolves to a sentence that says what was done. Throws CrmErrors. */
export function runChange(port: BoardPort, change: Change): Promise<string> {
  switch (change.do) {
    case 'step':
      return port.step(change.cards, change.way);
    case 'win':
      return port.win(change.cards);
    case 'lose':
      return port.lose(change.cards, change.reason);
    case 'reopen':
      return port.reopen(change.cards);
    case 'undo':
      return port.undo();
    case 'redo':
      return port.redo();
  }
}

/** What a board does with the terminal it is on. */
export interface Stage {
  /** Ends the board: with the exit code of the program, or with an error. */
  exit(result: number | Error): void;
  /** Runs something else on the terminal, then takes it back. */
  handOver(work: () => Promise<void>): Promise<void>;
}

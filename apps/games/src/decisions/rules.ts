import type { DecisionTable, RandomSource, TableDefinition } from '@croupier/game-maths';

/** What a row is played by: its own definition, whatever the catalogue has by now, and its own numbers. */
export interface Rules {
  readonly table: DecisionTable;
  readonly definition: TableDefinition;
  readonly minimumCycleMs: number;
  /** From the first number of the round on. */
  readonly random: () => RandomSource;
  readonly serverSeedHash: string;
}

import {
  type BetSheet,
  canonicalHash,
  certificationFaults,
  compare,
  type Engine,
  engineOf,
  type Fraction,
  instantTableOf,
  type InstantTable,
  type TableDefinition,
} from '@croupier/game-maths';

/** A table on offer: the definition that is played, its name by content, and what each bet exactly returns. */
export interface TableGame {
  readonly kind: ServedTable;
  readonly definition: TableDefinition;
  readonly hash: string;
  readonly sheets: readonly BetSheet[];
  /** Return of the least favourable bet. */
  readonly least: Fraction;
  readonly table: InstantTable;
  readonly minimumCycleMs: number;
}

const servedTables = ['baccarat', 'dice', 'keno', 'roulette', 'sic-bo'] as const;
export type ServedTable = (typeof servedTables)[number];

/** Shortest time between two starts of a round of a casino game that is no slot, in ms (RTS 14D). */
export const casinoCycleMs = 5000;

export const tableBasis =
  'Theoretical: every bet of the game over every result of the definition named by definitionHash, exactly and ' +
  'without sampling; the least that any bet returns, as an average over very many rounds.';

/** @throws Error that names every fault of the form, a return outside the declared band, or a kind that is not served. */
export function tableGameFrom(json: unknown): TableGame {
  const engine = engineOf(json) as Engine<TableDefinition>;
  const kind = servedTables.find((each) => each === engine.kind);
  const table = instantTableOf(engine.kind);
  if (!kind || !table) throw new Error(`is of the kind ${engine.kind}, which is not served here yet`);
  const definition = engine.parse(json);
  const sheets = engine.sheets(definition);
  const faults = certificationFaults(engine, definition, sheets);
  if (faults.length > 0) throw new Error(faults.map(({ path, message }) => `${path}: ${message}`).join('; '));
  const [least] = sheets.map(({ rtp }) => rtp).sort(compare);
  if (!least) throw new Error('offers no bet');
  const hash = canonicalHash(definition);
  return { kind, definition, hash, sheets, least, table, minimumCycleMs: casinoCycleMs };
}

/** What the house exactly keeps of a bet, as a fraction in lowest terms: `1/37`. */
export function edgeText({ rtp }: BetSheet): string {
  const kept = rtp.denominator - rtp.numerator;
  return `${kept}/${rtp.denominator}`;
}

import {
  canonicalHash,
  compare,
  type Counter,
  cycleOf,
  type DecisionTable,
  decisionTableOf,
  type DefinitionFault,
  type Engine,
  engineOf,
  type Figure,
  type FigureCount,
  type Fraction,
  instantTableOf,
  type InstantTable,
  legalCycleMs,
  type PublishedDefinition,
  type TableDefinition,
} from '@croupier/game-maths';
import { figuresOnPaper, withinBand } from './figures.js';

interface TableOnOffer<Kind extends string> {
  readonly kind: Kind;
  readonly definition: TableDefinition;
  /** The definition's name by content. */
  readonly hash: string;
  /** What each bet exactly returns. */
  readonly figures: readonly Figure[];
  /** What the game returns: of a table its least favourable bet, of a game whose decisions change that the round as it is rightly played. */
  readonly returns: Fraction;
  readonly basis: string;
  readonly minimumCycleMs: number;
}

/** A table on offer at which one draw settles all bets. */
export interface TableGame extends TableOnOffer<(typeof instantKinds)[number]> {
  readonly play: 'bets';
  readonly table: InstantTable;
}

/** A game on offer in whose rounds the player decides. */
export interface DecisionGame extends TableOnOffer<(typeof decisionKinds)[number]> {
  readonly play: 'decisions';
  readonly table: DecisionTable;
}

const instantKinds = ['baccarat', 'dice', 'keno', 'roulette', 'sic-bo'] as const;
const decisionKinds = [
  'blackjack',
  'casino-war',
  'craps',
  'crash',
  'three-card-poker',
  'video-poker',
] as const;
/** Of these a bet returns the same whatever is decided. */
const unmovedKinds: readonly string[] = ['craps', 'crash'];

/** Shortest time between two starts of a round of a casino game that is no slot, in ms (RTS 14G); a definition may ask for a longer one. */
export const casinoCycleMs = legalCycleMs.other;

export const tableBasis =
  'Theoretical: every bet of the game over every result of the definition named by definitionHash, exactly and ' +
  'without sampling; the least that any bet returns, as an average over very many rounds.';

/**
 * `paper` is the sheet that was certified of the same definition, where there is one: counting some games takes seconds. What
 * `isApproved` was certified when it became live, and is held to its form and its band alone.
 * @throws Error that names every fault of the form, a return outside the declared band, or a kind that is not served.
 */
export async function tableGameFrom(
  json: unknown,
  known: { readonly counter: Counter; readonly paper?: unknown; readonly isApproved?: boolean },
): Promise<TableGame | DecisionGame> {
  const { counter, paper, isApproved = false } = known;
  const engine = engineOf(json) as Engine<TableDefinition>;
  const [instant, deciding] = [instantTableOf(engine.kind), decisionTableOf(engine.kind)];
  const instantKind = instantKinds.find((each) => each === engine.kind);
  const decisionKind = decisionKinds.find((each) => each === engine.kind);
  const definition = engine.parse(json);
  const hash = canonicalHash(definition);
  const figures =
    figuresOnPaper(paper, hash) ??
    figuresOf(await counter.count('figures', { definition, certify: !isApproved }, { isUrgent: isApproved }));
  const faults = figures.filter((figure) => !withinBand(definition, figure));
  if (faults.length > 0)
    throw new Error(faults.map(({ bet }) => `${bet} returns what is not declared`).join());
  const [least] = figures.map(({ rtp }) => rtp).sort(compare);
  const [first] = figures;
  if (!least || !first) throw new Error('offers no bet');
  const offer = { definition, hash, figures, minimumCycleMs: cycleOf(definition) };
  if (instant && instantKind)
    return { ...offer, play: 'bets', kind: instantKind, table: instant, returns: least, basis: tableBasis };
  if (deciding && decisionKind)
    return {
      ...offer,
      play: 'decisions',
      kind: decisionKind,
      table: deciding,
      ...(unmovedKinds.includes(decisionKind)
        ? { returns: least, basis: tableBasis }
        : { returns: first.rtp, basis: first.basis }),
    };
  throw new Error(`is of the kind ${engine.kind}, which is not served here yet`);
}

/** @throws Error that names what keeps the definition from being certified */
function figuresOf({ figures, faults }: FigureCount): readonly Figure[] {
  if (faults.length > 0) throw new Error(faults.map(textOf).join('; '));
  return figures;
}

/**
 * What keeps a game that was never certified from being so, each with its place; nothing where `paper` is its sheet.
 * @throws DefinitionError where it cannot be counted, CountingUnavailableError
 */
export async function uncertified(
  { definition, hash }: { readonly definition: PublishedDefinition; readonly hash: string },
  { counter, paper }: { readonly counter: Counter; readonly paper?: unknown },
): Promise<string[]> {
  if (figuresOnPaper(paper, hash)) return [];
  const { faults } = await counter.count('figures', { definition, certify: true });
  return faults.map(textOf);
}

const textOf = ({ path, message }: DefinitionFault): string => `${path}: ${message}`;

/** What the house exactly keeps of a bet, as a fraction in lowest terms: `1/37`. */
export function edgeText({ rtp }: Figure): string {
  const kept = rtp.denominator - rtp.numerator;
  return `${kept}/${rtp.denominator}`;
}

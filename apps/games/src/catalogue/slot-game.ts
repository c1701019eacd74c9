import {
  type Counter,
  cycleOf,
  type DefinitionFault,
  definitionHash,
  type Fraction,
  fromDecimal,
  isReturnAsDeclared,
  jackpotFaults,
  OnlySampledError,
  parsePlayedSlot,
  recordBytes,
  recordFaults,
  SlotCountingError,
  type SlotDefinition,
  SlotDefinitionError,
  toDecimal,
  UncountedError,
} from '@croupier/game-maths';
import { figuresOnPaper } from './figures.js';

/** A slot on offer: the definition that is played, its name by content, and what it returns. */
export interface SlotGame {
  readonly kind: 'slot';
  readonly play: 'spin';
  readonly definition: SlotDefinition;
  readonly hash: string;
  readonly returns: Fraction;
  readonly basis: string;
  /** Bytes of the record of its longest round, at most. */
  readonly longestRecord: number;
  readonly minimumCycleMs: number;
  /** There is no room or no time to count it here: what it returns is from its certified sheet. */
  readonly isOnPaper?: true;
  /**
   * Why it would be refused today, each with its path, were it not live already. `isKept`: what it returns is known, counted here or
   * kept with its version; otherwise the least that it declares is told.
   */
  readonly beyond?: { readonly faults: readonly string[]; readonly isKept: boolean };
}

/** What is known of a slot when it is read. */
interface KnownSlot {
  readonly counter: Counter;
  /** Its certified sheet. */
  readonly paper?: unknown;
  /** It was taken for live before: bounds of today do not close it. */
  readonly isApproved?: boolean;
  /** What it was found to return when it was taken for live, as decimal text. */
  readonly kept?: string;
}

type Returned = Pick<SlotGame, 'returns' | 'basis' | 'isOnPaper' | 'beyond'>;

export const slotBasis =
  'Theoretical: summed exactly over every combination of reel stops and every course of the features of the ' +
  'definition named by definitionHash, without sampling; an average over very many rounds, whatever the player does.';

/** One that has its certified sheet is counted for no longer. */
const sheetInsteadMs = 10_000;

const keptBasis =
  'Theoretical: as it was summed, rounded to eight digits, when the definition named by definitionHash was ' +
  'certified; an average over very many rounds, whatever the player does.';

/**
 * A slot whose counting has no room or no time here is taken by its certified sheet.
 * @throws Error that names every fault of the form, or a return outside the declared band; CountingUnavailableError
 */
export async function slotGameFrom(json: unknown, known: KnownSlot): Promise<SlotGame> {
  const definition = parsePlayedSlot(json);
  const hash = definitionHash(definition);
  const returned = await returnOf(definition, hash, known);
  if (returned.basis !== keptBasis && !isReturnAsDeclared(definition, returned.returns)) {
    const { minimum, maximum } = definition.rtp;
    throw new Error(
      `returns ${toDecimal(returned.returns, 8)} exactly, which is outside the declared ${minimum} to ${maximum}`,
    );
  }
  const untold = jackpotFaults(definition).map(({ path, message }) => `${path} ${message}`);
  if (untold.length > 0) throw new Error(untold.join('\n'));
  return {
    ...{ kind: 'slot', play: 'spin', definition, hash, ...returned },
    longestRecord: recordBytes(definition),
    minimumCycleMs: cycleOf(definition),
  };
}

async function returnOf(definition: SlotDefinition, hash: string, known: KnownSlot): Promise<Returned> {
  const tooLong = recordFaults(definition);
  const [figure] = figuresOnPaper(known.paper, hash) ?? [];
  const carried = tooLong.length === 0 ? {} : { beyond: { faults: tooLong.map(textOf), isKept: true } };
  try {
    const andReturn = tooLong.length === 0 || known.isApproved === true;
    const counted = await known.counter.count(
      'slot',
      { definition, andReturn },
      { isUrgent: known.isApproved === true, ...(figure ? { withinMs: sheetInsteadMs } : {}) },
    );
    const faults = [...counted.faults, ...tooLong];
    if (faults.length > 0 && !known.isApproved) throw new SlotDefinitionError(faults);
    if (!counted.returns) return uncounted(definition, known, faults);
    return { returns: counted.returns, basis: slotBasis, ...carried };
  } catch (error) {
    if (error instanceof OnlySampledError && known.isApproved)
      return uncounted(definition, known, [...tooLong, { path: 'reels', message: error.message }]);
    if (!(error instanceof SlotCountingError || error instanceof UncountedError)) throw error;
    if (tooLong.length > 0 && !known.isApproved) throw new SlotDefinitionError(tooLong);
    if (figure) return { returns: figure.rtp, basis: figure.basis, isOnPaper: true, ...carried };
    if (!known.isApproved) throw error;
    return uncounted(definition, known, [...error.faults, ...tooLong]);
  }
}

/** By what it returned when it was taken for live; until that is known by the least that it declares. */
function uncounted(
  { rtp }: SlotDefinition,
  { kept }: KnownSlot,
  faults: readonly DefinitionFault[],
): Returned {
  const told = kept ?? rtp.minimum;
  const returns = fromDecimal(told);
  if (!returns) throw new Error(`its return is kept as ${told}, which is no number`);
  return { returns, basis: keptBasis, beyond: { faults: faults.map(textOf), isKept: kept !== undefined } };
}

const textOf = ({ path, message }: DefinitionFault): string => `${path}: ${message}`;

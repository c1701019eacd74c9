import type { PositiveAmount, TableSummary } from '@croupier/contracts';
import {
  exactRouletteReturn,
  isRouletteAsDeclared,
  parseRouletteDefinition,
  type RouletteDefinition,
  rouletteHash,
  type RouletteReturn,
  type Spot,
  spotsOf,
  toDecimal,
  zerosOf,
} from '@croupier/game-maths';
import type { Currency } from '@croupier/kernel';

/** The currency of the tables; the platform's stakes are in no other yet. */
export const tableCurrency: Currency = 'GBP';

/** A table on offer: the definition that is played, its name by content, and what each bet exactly returns. */
export interface Table {
  readonly definition: RouletteDefinition;
  readonly hash: string;
  readonly exact: RouletteReturn;
}

const basis =
  'Theoretical: every bet of the layout over every pocket of the definition named by definitionHash, exactly and ' +
  'without sampling; the least that any bet returns, as an average over very many rounds.';

/** Reads one definition file. @throws Error that names every fault, or a return outside the declared band. */
export function tableFrom(fileName: string, text: string): Table {
  const definition = parseRouletteDefinition(JSON.parse(text));
  if (fileName !== `${definition.id}.json`)
    throw new Error(`defines ${definition.id}, so it must be called ${definition.id}.json`);
  if (!definition.limits[tableCurrency]) throw new Error(`has no limits for ${tableCurrency}`);
  const exact = exactRouletteReturn(definition);
  if (!isRouletteAsDeclared(definition, exact)) {
    const { minimum, maximum } = definition.rtp;
    throw new Error(`returns something outside the declared ${minimum} to ${maximum}`);
  }
  return { definition, hash: rouletteHash(definition), exact };
}

/** Every spot of the table's layout, in the one order in which they are told and counted. */
export function tableSpots({ definition }: Table): readonly Spot[] {
  return spotsOf(zerosOf(definition));
}

export function tableSummary({ definition, exact }: Table): Omit<TableSummary, 'round'> {
  const limits = definition.limits[tableCurrency];
  const least = Math.min(...Object.values(limits?.bets ?? {}).map(({ minimum }) => minimum));
  return {
    tableId: definition.id,
    name: definition.name,
    returnToPlayer: {
      ratio: toDecimal(exact.fraction, 8),
      numerator: String(exact.fraction.numerator),
      denominator: String(exact.fraction.denominator),
      basis,
    },
    minimum: ofTable(least),
    roundMaximum: ofTable(limits?.roundMaximum ?? least),
  };
}

function ofTable(amount: number): PositiveAmount {
  return { amount, currency: tableCurrency };
}

import type { PositiveAmount, TableSummary } from '@croupier/contracts';
import {
  duplicateMembers,
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
import type { DefinitionVersion, OfferTerms } from '@croupier/runtime';

/** The currency of the tables; the platform's stakes are in no other yet. */
export const tableCurrency: Currency = 'GBP';

/** A table as it is played: the definition, its name by content, and what each bet exactly returns. */
export interface Table {
  readonly definition: RouletteDefinition;
  readonly hash: string;
  readonly exact: RouletteReturn;
}

/** A table as players meet it: its live version, and whether rounds begin at it. */
export interface Offer extends OfferTerms {
  readonly table: Table;
  /** True where only newer software reads the live version: this process does not play the table. */
  readonly isUnread?: true;
}

const basis =
  'Theoretical: every bet of the layout over every pocket of the definition named by definitionHash, exactly and ' +
  'without sampling; the least that any bet returns, as an average over very many rounds.';

/** Reads one definition file. @throws Error that names every fault, or a return outside the declared band. */
export function tableFrom(fileName: string, text: string): Table {
  const twice = duplicateMembers(text);
  if (twice.length > 0) throw new Error(`has a member twice in one object: ${twice.join(', ')}; keep one`);
  const table = tableOf(JSON.parse(text));
  const { id } = table.definition;
  if (fileName !== `${id}.json`) throw new Error(`defines ${id}, so it must be called ${id}.json`);
  return table;
}

/** @throws Error that names every fault of the form, or a return outside the declared band */
export function tableOf(json: unknown): Table {
  const definition = parseRouletteDefinition(json);
  // Pockets of live tables are kept and told as 0 to 37.
  if (zerosOf(definition) === 3) throw new Error('has three zeros, which no live table has');
  if (!definition.limits[tableCurrency]) throw new Error(`has no limits for ${tableCurrency}`);
  const exact = exactRouletteReturn(definition);
  if (!isRouletteAsDeclared(definition, exact)) {
    const { minimum, maximum } = definition.rtp;
    throw new Error(`returns something outside the declared ${minimum} to ${maximum}`);
  }
  return { definition, hash: rouletteHash(definition), exact };
}

/** What the table returns at least, exactly, rounded to 8 digits. */
export function returnOf({ exact }: Table): string {
  return toDecimal(exact.fraction, 8);
}

/** A table as its version is kept. */
export function versionOf(table: Table): DefinitionVersion {
  const { definition, hash } = table;
  return { version: definition.version, hash, definition, returnToPlayer: returnOf(table) };
}

/** Every spot of the table's layout, in the one order in which they are told and counted. */
export function tableSpots({ definition }: Table): readonly Spot[] {
  return spotsOf(zerosOf(definition));
}

export function tableSummary({ table, offlineSince }: Offer): Omit<TableSummary, 'round'> {
  const { definition, exact } = table;
  const limits = definition.limits[tableCurrency];
  const least = Math.min(...Object.values(limits?.bets ?? {}).map(({ minimum }) => minimum));
  return {
    tableId: definition.id,
    name: definition.name,
    returnToPlayer: {
      ratio: returnOf(table),
      numerator: String(exact.fraction.numerator),
      denominator: String(exact.fraction.denominator),
      basis,
    },
    minimum: ofTable(least),
    roundMaximum: ofTable(limits?.roundMaximum ?? least),
    ...(offlineSince ? { offlineSince: offlineSince.toISOString() } : {}),
  };
}

function ofTable(amount: number): PositiveAmount {
  return { amount, currency: tableCurrency };
}

import type { ProgrammeDefinition, ProgrammeFault } from '@croupier/contracts';
import type { MoneyJson } from '@croupier/kernel';
import { shareOf } from './shares.js';
import { hundredths } from './wording.js';

/** SR 5.1.1: since 19 January 2026 a bonus may have to be wagered at most ten times. */
const wageringCapHundredths = 1000;

const misleading = /risk[- ]?free|no risk|guarantee|free money|no strings|cannot lose|can't lose|sure win/i;
const vague =
  /terms (and conditions )?apply|at (our|the house's) (sole )?discretion|may change|without notice|etc\b/i;
const shortestText = 20;

/** Every rule of publication that a definition breaks, by member; empty if it can be published. */
export function faultsOf(definition: ProgrammeDefinition): ProgrammeFault[] {
  return [
    ...products(definition),
    ...wagering(definition),
    ...weights(definition),
    ...parts(definition),
    ...money(definition),
    ...times(definition),
    ...texts(definition),
  ];
}

/**
 * What a player would have to stake at most for each unit of bonus, in hundredths: by the game that counts least.
 * Infinite where a game counts for nothing, because bonus money can be staked there all the same.
 */
export function effectiveWagering({
  wageringHundredths,
  defaultWeightBasisPoints,
  gameWeights,
  kindWeights = [],
}: Pick<
  ProgrammeDefinition,
  'wageringHundredths' | 'defaultWeightBasisPoints' | 'gameWeights' | 'kindWeights'
>): number {
  if (wageringHundredths === 0) return 0;
  const listed = [...gameWeights, ...kindWeights].map(({ basisPoints }) => basisPoints);
  const least = Math.min(defaultWeightBasisPoints, ...listed);
  return least === 0 ? Number.POSITIVE_INFINITY : Math.ceil((wageringHundredths * 10_000) / least);
}

function fault(field: string, code: string, message: string): ProgrammeFault {
  return { field, code, message };
}

function products({ products: named }: ProgrammeDefinition): ProgrammeFault[] {
  const distinct = [...new Set(named)];
  if (distinct.length === 0) {
    return [fault('products', 'missing', 'says which product type the incentive is about')];
  }
  if (distinct.length > 1) {
    return [
      fault('products', 'mixed_products', `mixes ${distinct.join(' and ')} in one incentive (SR 5.1.1)`),
    ];
  }
  return distinct[0] === 'casino'
    ? []
    : [fault('products', 'product_not_offered', 'names a product type this house does not offer')];
}

function wagering(definition: ProgrammeDefinition): ProgrammeFault[] {
  const { wageringHundredths } = definition;
  const cap = hundredths(wageringCapHundredths);
  if (wageringHundredths > wageringCapHundredths) {
    const message = `asks for ${hundredths(wageringHundredths)} times; ${cap} is the most (SR 5.1.1)`;
    return [fault('wageringHundredths', 'wagering_above_cap', message)];
  }
  const effective = effectiveWagering(definition);
  if (effective <= wageringCapHundredths) return [];
  const times = Number.isFinite(effective) ? `${hundredths(effective)} times` : 'no bound at all';
  const message = `with the game that counts least it comes to ${times}; ${cap} is the most (SR 5.1.1)`;
  return [fault('gameWeights', 'effective_wagering_above_cap', message)];
}

function weights({ gameWeights, kindWeights = [] }: ProgrammeDefinition): ProgrammeFault[] {
  const games = gameWeights.map(({ gameId }) => gameId);
  return [
    ...repeated('gameWeights', games),
    ...repeated(
      'kindWeights',
      kindWeights.map(({ kind }) => kind),
    ),
  ];
}

function repeated(field: string, names: readonly string[]): ProgrammeFault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [fault(`${field}.${index}`, 'repeated', `weighs ${name} a second time`)]
      : [],
  );
}

function parts({ kind, depositMatch, freeRounds }: ProgrammeDefinition): ProgrammeFault[] {
  const [needed, other] =
    kind === 'deposit_match'
      ? (['depositMatch', 'freeRounds'] as const)
      : (['freeRounds', 'depositMatch'] as const);
  const present = { depositMatch: depositMatch !== undefined, freeRounds: freeRounds !== undefined };
  return [
    ...(present[needed] ? [] : [fault(needed, 'missing', 'says what the programme gives')]),
    ...(present[other]
      ? [fault(other, 'not_of_this_kind', `has no place in a programme of kind ${kind}`)]
      : []),
  ];
}

function money(definition: ProgrammeDefinition): ProgrammeFault[] {
  const { depositMatch, freeRounds, maximumStake, budget } = definition;
  const amounts: [string, MoneyJson | undefined][] = [
    ['maximumStake', maximumStake],
    ['depositMatch.maximumBonus', depositMatch?.maximumBonus],
    ['depositMatch.minimumDeposit', depositMatch?.minimumDeposit],
    ['freeRounds.stake', freeRounds?.stake],
    ['budget', budget],
  ];
  const strange = amounts.filter(([, amount]) => amount && amount.currency !== maximumStake.currency);
  const faults = strange.map(([field]) =>
    fault(field, 'mixed_currencies', `is not in ${maximumStake.currency} as the maximum stake is`),
  );
  if (depositMatch) {
    const { minimumDeposit, percentageBasisPoints } = depositMatch;
    if (shareOf(minimumDeposit.amount, percentageBasisPoints, 10_000) === 0)
      faults.push(
        fault('depositMatch.minimumDeposit', 'too_small', 'earns a bonus of less than one minor unit'),
      );
  }
  if (budget && budget.amount < largestAward(definition)) {
    faults.push(fault('budget', 'too_small', 'does not cover a single award'));
  }
  return faults;
}

/** What one award can cost: the largest bonus, or the stakes of its free rounds. */
export function largestAward({ depositMatch, freeRounds }: ProgrammeDefinition): number {
  if (depositMatch) return depositMatch.maximumBonus.amount;
  return freeRounds ? freeRounds.rounds * freeRounds.stake.amount : 0;
}

function times({ startsAt, endsAt }: ProgrammeDefinition): ProgrammeFault[] {
  if (endsAt === undefined || Date.parse(endsAt) > Date.parse(startsAt)) return [];
  return [fault('endsAt', 'before_start', 'is not after the start')];
}

function texts({ title, summary, additionalTerms }: ProgrammeDefinition): ProgrammeFault[] {
  const told = [
    ...(title.trim() ? [] : [fault('title', 'missing', 'is empty')]),
    ...(summary.trim() ? [] : [fault('summary', 'missing', 'is empty')]),
    ...(summary.trim() && summary.trim().length < shortestText
      ? [fault('summary', 'unclear', 'is too short to say what the player gets and must do')]
      : []),
  ];
  const all: [string, string][] = [
    ['title', title],
    ['summary', summary],
    ...additionalTerms.map((text, index): [string, string] => [`additionalTerms.${index}`, text]),
  ];
  const worded = all.flatMap(([field, text]) => [
    ...(misleading.test(text) ? [fault(field, 'misleading', 'promises what no bonus can keep')] : []),
    ...(vague.test(text) ? [fault(field, 'unclear', 'leaves open what holds; say it')] : []),
  ]);
  const short = additionalTerms.flatMap((text, index) => {
    const clear = text.trim().length >= shortestText && /[.!]$/.test(text.trim()) && text.length <= 500;
    return clear
      ? []
      : [fault(`additionalTerms.${index}`, 'unclear', 'is no whole sentence of at most 500 letters')];
  });
  return [...told, ...worded, ...short];
}

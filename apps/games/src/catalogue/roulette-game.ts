import {
  exactRouletteReturn,
  isRouletteAsDeclared,
  parseRouletteDefinition,
  type RouletteDefinition,
  rouletteHash,
  type RouletteReturn,
  toDecimal,
} from '@croupier/game-maths';

/** A roulette on offer: the definition that is played, its name by content, and what each bet exactly returns. */
export interface RouletteGame {
  readonly kind: 'roulette';
  readonly definition: RouletteDefinition;
  readonly hash: string;
  readonly exact: RouletteReturn;
  readonly minimumCycleMs: number;
}

/** Shortest time between two starts of a round of a casino game that is no slot, in ms (RTS 14D). */
export const casinoCycleMs = 5000;

export const rouletteBasis =
  'Theoretical: every bet of the layout over every pocket of the definition named by definitionHash, exactly and ' +
  'without sampling; the least that any bet returns, as an average over very many rounds.';

/** @throws Error that names every fault of the form, or a return outside the declared band. */
export function rouletteGameFrom(json: unknown): RouletteGame {
  const definition = parseRouletteDefinition(json);
  const exact = exactRouletteReturn(definition);
  if (!isRouletteAsDeclared(definition, exact)) {
    const returns = [exact.fraction, exact.best].map((value) => toDecimal(value, 8)).join(' to ');
    const { minimum, maximum } = definition.rtp;
    throw new Error(`returns ${returns} exactly, which is outside the declared ${minimum} to ${maximum}`);
  }
  return {
    kind: 'roulette',
    definition,
    hash: rouletteHash(definition),
    exact,
    minimumCycleMs: casinoCycleMs,
  };
}

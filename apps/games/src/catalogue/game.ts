import type { GameDetail, GameSummary, ReturnToPlayer } from '@croupier/contracts';
import {
  definitionHash,
  type ExactReturn,
  exactReturn,
  isReturnAsDeclared,
  parseSlotDefinition,
  type SlotDefinition,
} from '@croupier/game-maths';
import type { Currency } from '@croupier/kernel';

/** Shortest time between two starts of a round, in ms (RTS 14D). */
export const minimumCycleMs = 2500;

/** A game on offer: the definition that is played, its name by content, and what it exactly returns. */
export interface Game {
  readonly definition: SlotDefinition;
  readonly hash: string;
  readonly exact: ExactReturn;
}

const basis =
  'Theoretical: summed exactly over every combination of reel stops and every course of the free spins of the ' +
  'definition named by definitionHash, without sampling; an average over very many rounds, whatever the player does.';

/**
 * Reads one definition file. @throws Error that names every fault: of the form, of the file's name, and of a
 * return outside the declared band.
 */
export function gameFrom(fileName: string, text: string): Game {
  const definition = parseSlotDefinition(JSON.parse(text));
  if (fileName !== `${definition.id}.json`)
    throw new Error(`defines ${definition.id}, so it must be called ${definition.id}.json`);
  const exact = exactReturn(definition);
  if (!isReturnAsDeclared(definition, exact.fraction)) {
    const { minimum, maximum } = definition.rtp;
    throw new Error(`returns ${exact.rtp} exactly, which is outside the declared ${minimum} to ${maximum}`);
  }
  return { definition, hash: definitionHash(definition), exact };
}

export function summaryOf({ definition, exact }: Game): GameSummary {
  const returnToPlayer: ReturnToPlayer = {
    ratio: exact.rtp,
    numerator: String(exact.fraction.numerator),
    denominator: String(exact.fraction.denominator),
    basis,
  };
  return { gameId: definition.id, name: definition.name, kind: 'slot', returnToPlayer };
}

export function detailOf(game: Game): GameDetail {
  const { definition, hash } = game;
  const offers = Object.entries(definition.stakes) as [Currency, readonly number[]][];
  return {
    ...summaryOf(game),
    version: definition.version,
    definitionHash: hash,
    stakes: offers.flatMap(([currency, amounts]) => amounts.map((amount) => ({ amount, currency }))),
    minimumCycleMs,
    definition: { ...definition },
    rules: definition.rules.map(({ title, paragraphs }) => ({ title, paragraphs: [...paragraphs] })),
  };
}

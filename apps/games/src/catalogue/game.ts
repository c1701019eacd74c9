import type { GameDetail, GameSummary, ReturnToPlayer } from '@croupier/contracts';
import { betOffers, toDecimal } from '@croupier/game-maths';
import type { Currency } from '@croupier/kernel';
import { rouletteBasis, type RouletteGame, rouletteGameFrom } from './roulette-game.js';
import { slotBasis, type SlotGame, slotGameFrom } from './slot-game.js';

/** A game on offer. What differs between engines is told apart by `kind`; each has its own shortest cycle. */
export type Game = SlotGame | RouletteGame;

/**
 * Reads one definition file; one without a kind is a slot. @throws Error that names every fault: of the form, of the
 * file's name, and of a return outside the declared band.
 */
export function gameFrom(fileName: string, text: string): Game {
  const json: unknown = JSON.parse(text);
  const named = (json as { kind?: unknown } | null)?.kind === 'roulette';
  const game = named ? rouletteGameFrom(json) : slotGameFrom(json);
  const { id } = game.definition;
  if (fileName !== `${id}.json`) throw new Error(`defines ${id}, so it must be called ${id}.json`);
  return game;
}

/** Most a player may stake in one round by the game's own rules; undefined where a fixed list of stakes decides. */
export function roundMaximum(game: Game, currency: Currency): number | undefined {
  return game.kind === 'roulette' ? game.definition.limits[currency]?.roundMaximum : undefined;
}

export function summaryOf(game: Game): GameSummary {
  const { kind, definition, exact } = game;
  const returnToPlayer: ReturnToPlayer = {
    ratio: toDecimal(exact.fraction, 8),
    numerator: String(exact.fraction.numerator),
    denominator: String(exact.fraction.denominator),
    basis: kind === 'slot' ? slotBasis : rouletteBasis,
  };
  return { gameId: definition.id, name: definition.name, kind, returnToPlayer };
}

export function detailOf(game: Game): GameDetail {
  const { kind, definition, hash, minimumCycleMs } = game;
  const offered = kind === 'slot' ? definition.stakes : definition.chips;
  const offers = Object.entries(offered) as [Currency, readonly number[]][];
  return {
    ...summaryOf(game),
    version: definition.version,
    definitionHash: hash,
    stakes: offers.flatMap(([currency, amounts]) => amounts.map((amount) => ({ amount, currency }))),
    minimumCycleMs,
    ...(kind === 'roulette' ? { bets: offers.flatMap(([currency]) => betOffers(definition, currency)) } : {}),
    definition: { ...definition },
    rules: definition.rules.map(({ title, paragraphs }) => ({ title, paragraphs: [...paragraphs] })),
  };
}

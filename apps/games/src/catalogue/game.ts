import type { GameDetail, GameSummary, ReturnToPlayer } from '@croupier/contracts';
import {
  betOffers,
  type Counter,
  duplicateMembers,
  type JackpotDefinition,
  parseRouletteDefinition,
  toDecimal,
} from '@croupier/game-maths';
import type { Currency } from '@croupier/kernel';
import type { OfferTerms } from '@croupier/runtime';
import { type SlotGame, slotGameFrom } from './slot-game.js';
import { type DecisionGame, edgeText, type TableGame, tableGameFrom } from './table-game.js';

/** A game on offer. What differs between engines is told apart by `kind` and `play`; each has its own shortest cycle. */
export type Game = SlotGame | TableGame | DecisionGame;

/** A game as players meet it: its live version, and whether rounds of it begin. */
export interface Offer extends OfferTerms {
  readonly game: Game;
}

/** What is known of a definition when it is read. */
interface Known {
  readonly counter: Counter;
  /** Its certified sheet. */
  readonly paper?: unknown;
  /** It was certified and taken for live before: what certify has learned to ask since does not close a game. */
  readonly isApproved?: boolean;
  /** What it was found to return then, as decimal text. */
  readonly kept?: string;
}

/**
 * Reads one definition file; one without a kind is a slot. @throws Error that names every fault: of the form, of the
 * file's name, of a member given twice, and of a return outside the declared band; CountingUnavailableError
 */
export async function gameFrom(fileName: string, text: string, known: Known): Promise<Game> {
  const json: unknown = JSON.parse(text);
  const twice = duplicateMembers(text);
  if (twice.length > 0) throw new Error(`has a member twice in one object: ${twice.join(', ')}; keep one`);
  const { kind = 'slot' } = (json ?? {}) as { kind?: unknown };
  const game = await (kind === 'slot' ? slotGameFrom(json, known) : tableGameFrom(json, known));
  const { id } = game.definition;
  if (fileName !== `${id}.json`) throw new Error(`defines ${id}, so it must be called ${id}.json`);
  return game;
}

/** The certified sheet that stands for the figures of a game: of a slot only where it is not counted here. */
export function sheetInstead(game: Game, sheet: unknown): unknown {
  return game.kind === 'slot' && !game.isOnPaper ? undefined : sheet;
}

/** Most a player may stake in one round by the game's own rules; undefined where a fixed list of stakes decides. */
export function roundMaximum(game: Game, currency: Currency): number | undefined {
  return game.kind === 'slot' ? undefined : game.definition.limits[currency]?.roundMaximum;
}

/** The progressive jackpot that its rounds are played for, too. */
export function jackpotOfGame(game: Game): JackpotDefinition | undefined {
  return game.kind === 'slot' ? game.definition.jackpot : undefined;
}

/**
 * True if it can be tried for play money. Not one that plays for a jackpot: without it the game would promise another return than
 * it has (RTS 6A), and what is in it is money.
 */
export function isOfferedAsDemo(game: Game): boolean {
  return jackpotOfGame(game) === undefined;
}

export function summaryOf(game: Game, { offlineSince }: Pick<Offer, 'offlineSince'> = {}): GameSummary {
  const { kind, definition, returns: fraction, basis } = game;
  const returnToPlayer: ReturnToPlayer = {
    ratio: toDecimal(fraction, 8),
    numerator: String(fraction.numerator),
    denominator: String(fraction.denominator),
    basis,
  };
  return {
    ...{ gameId: definition.id, name: definition.name, kind, returnToPlayer, demo: isOfferedAsDemo(game) },
    ...(offlineSince ? { offlineSince: offlineSince.toISOString() } : {}),
  };
}

export function detailOf(offer: Offer): GameDetail {
  const { game, change } = offer;
  const { definition, hash, minimumCycleMs } = game;
  const offered = game.kind === 'slot' ? game.definition.stakes : game.definition.chips;
  const offers = Object.entries(offered) as [Currency, readonly number[]][];
  return {
    ...summaryOf(game, offer),
    version: definition.version,
    definitionHash: hash,
    ...(change ? { change: { ...change, since: change.since.toISOString() } } : {}),
    stakes: offers.flatMap(([currency, amounts]) => amounts.map((amount) => ({ amount, currency }))),
    minimumCycleMs,
    ...(game.kind === 'slot'
      ? {}
      : offersOf(
          game,
          offers.map(([currency]) => currency),
        )),
    definition: { ...definition },
    rules: definition.rules.map(({ title, paragraphs }) => ({ title, paragraphs: [...paragraphs] })),
  };
}

/** What each bet returns; of a roulette the layout with its limits, too. */
function offersOf(
  game: TableGame | DecisionGame,
  currencies: readonly Currency[],
): Pick<GameDetail, 'bets' | 'returns'> {
  const returns = game.figures.map((figure) => ({
    bet: figure.bet,
    ratio: toDecimal(figure.rtp, 8),
    edge: edgeText(figure),
  }));
  if (game.kind !== 'roulette') return { returns };
  const definition = parseRouletteDefinition(game.definition);
  return { returns, bets: currencies.flatMap((currency) => betOffers(definition, currency)) };
}

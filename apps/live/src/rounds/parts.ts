import { type Draw, mergeBets, resolveBets, type RouletteBet } from '@croupier/game-maths';
import type { Currency } from '@croupier/kernel';
import type { Table } from '../tables/table.js';

/** What a player has in a round, as placed. */
export interface PlayerBets {
  player_id: string;
  currency: Currency;
  bets: RouletteBet[];
}

/** What a player's part in a round came to; also what the wallet records of it. */
export interface Part {
  player_id: string;
  currency: Currency;
  stake: number;
  payout: number;
  outcome: Record<string, unknown>;
}

/** Every player's part by one pocket: one settlement a player, however many requests the bets came in. */
export function partsOf(
  { definition, hash, exact }: Table,
  round: { number: number; pocket: number; draws: readonly Draw[] },
  placed: readonly PlayerBets[],
): Part[] {
  const { number, pocket, draws } = round;
  const edges = new Map(exact.bets.map(({ kind, edge }) => [kind, `${edge.numerator}/${edge.denominator}`]));
  const byPlayer = new Map<string, PlayerBets>();
  for (const { player_id, currency, bets } of placed) {
    const known = byPlayer.get(player_id);
    byPlayer.set(player_id, { player_id, currency, bets: [...(known?.bets ?? []), ...bets] });
  }
  return [...byPlayer.values()].map(({ player_id, currency, bets }) => {
    const resolved = resolveBets(definition, mergeBets(bets), pocket);
    const shown = resolved.bets.map((bet) => ({ ...bet, edge: edges.get(bet.kind) ?? '' }));
    const origin = { definitionHash: hash, definitionVersion: definition.version };
    const outcome = { ...origin, number, pocket, bets: shown, draws };
    return { player_id, currency, stake: resolved.stake, payout: resolved.payout, outcome };
  });
}

const mostInBatch = 250;
/** Well below what one message of the broker may hold. */
const mostCharacters = 500_000;

/** In batches that fit into one ask: at most 250, and no more text than a message holds. */
export function batchesOf<Item extends object>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  let characters = 0;
  for (const item of items) {
    const more = JSON.stringify(item).length;
    const last = batches.at(-1);
    if (last && last.length < mostInBatch && characters + more <= mostCharacters) {
      last.push(item);
      characters += more;
    } else {
      batches.push([item]);
      characters = more;
    }
  }
  return batches;
}

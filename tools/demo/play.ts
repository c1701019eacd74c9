import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { GameDetail, GameList, GameSession, PlayedRound } from '@croupier/contracts';
import { type Draw, parseSlotDefinition, replaySlot } from '@croupier/game-maths';
import { type Client } from './client.js';
import type { Outside } from './outside.js';

/** A game that was launched, with what its rules allow this player. */
export interface Launched {
  game: GameDetail;
  session: GameSession;
  /** Minor units, ascending: on offer, legal for the player, and small enough for a whole evening. */
  stakes: number[];
}

export interface PlayPlan {
  rounds: number;
  playerId: string;
  /** Moves the player's clock instead of waiting for the game cycle. */
  outside: Outside | undefined;
  onRound: (played: number) => void;
}

/** Chooses the first slot of the catalogue and launches it with money that is to last for so many rounds. */
export async function launch(client: Client, budget: { cash: number; rounds: number }): Promise<Launched> {
  const { data } = await client.insist<GameList>('GET', '/v1/games');
  const first = data.find(({ kind }) => kind === 'slot');
  if (!first) throw new Error('the catalogue has no slot');
  const game = await client.insist<GameDetail>('GET', `/v1/games/${first.gameId}`);
  const session = await client.insist<GameSession>('POST', `/v1/games/${first.gameId}/sessions`, {
    body: {},
  });
  const { amount: cap, currency } = session.stakeCap;
  const offered = game.stakes.filter((stake) => stake.currency === currency && stake.amount <= cap);
  const amounts = offered.map(({ amount }) => amount).sort((left, right) => left - right);
  if (amounts.length === 0) throw new Error(`${game.name} offers no stake up to ${cap}`);
  const affordable = amounts.filter((amount) => amount * budget.rounds <= 2 * budget.cash);
  return { game, session, stakes: affordable.length > 0 ? affordable : amounts.slice(0, 1) };
}

/** Plays rounds at mixed stakes, no faster than the law allows. Ends early if no stake is covered any more. */
export async function playRounds(client: Client, launched: Launched, plan: PlayPlan): Promise<PlayedRound[]> {
  const { session, game, stakes } = launched;
  const path = `/v1/game-sessions/${session.gameSessionId}/rounds`;
  const rounds: PlayedRound[] = [];
  while (rounds.length < plan.rounds) {
    const balance = rounds.at(-1)?.balance.amount ?? Number.MAX_SAFE_INTEGER;
    const covered = stakes.filter((amount) => amount <= balance);
    const amount = covered[randomInt(Math.max(1, covered.length))];
    if (amount === undefined) break;
    if (plan.outside) await plan.outside.advanceClock(plan.playerId, game.minimumCycleMs);
    else if (rounds.length > 0) await pause(game.minimumCycleMs);
    const stake = { amount, currency: session.stakeCap.currency };
    rounds.push(
      await client.insist<PlayedRound>('POST', path, { idempotencyKey: randomUUID(), body: { stake } }),
    );
    plan.onRound(rounds.length);
  }
  return rounds;
}

/** Ids of the rounds that their recorded draws and the published definition do not derive again. */
export function notDerived({ game }: Pick<Launched, 'game'>, rounds: PlayedRound[]): string[] {
  const definition = parseSlotDefinition(game.definition);
  return rounds
    .filter(({ stake, payout, outcome }) => {
      try {
        const derived = replaySlot(definition, stake.amount, outcome['draws'] as Draw[]);
        return outcome['definitionHash'] !== game.definitionHash || derived.payout !== payout.amount;
      } catch {
        // Draws that do not fit the definition are what this looks for.
        return true;
      }
    })
    .map(({ roundId }) => roundId);
}

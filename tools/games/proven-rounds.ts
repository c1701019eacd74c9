import {
  canonicalHash,
  CounterHere,
  decisionTableOf,
  engineOf,
  type Entropy,
  type ProvenRound,
  type RandomSource,
  type TableDefinition,
} from '@croupier/game-maths';
import { Lifecycle } from '@croupier/runtime';
import { type SlotGame, slotGameFrom } from '../../apps/games/src/catalogue/slot-game.js';
import { type TableGame, tableGameFrom } from '../../apps/games/src/catalogue/table-game.js';
import { ServerSeeds } from '../../apps/games/src/fairness/server-seeds.service.js';
import { GamesConfig } from '../../apps/games/src/games.config.js';
import { betsOf } from '../../apps/games/src/rounds/bets-of.js';
import { roundIdOf } from '../../apps/games/src/rounds/round-id.js';
import { drawFromSeeds } from '../../apps/games/src/rounds/seeded-draw.js';
import { betsAnywhere } from './proven-bets.js';
import { type Decided, decidedFor } from './proven-decisions.js';
import { ProvenPot } from './proven-pots.js';

const playerId = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
const roundsOfSession = 100;
/** Of a game with a jackpot one in so many is free, and not played for it. */
const roundsAFreeOne = 20;
const startedAt = '2026-11-29T00:00:00.000Z';
/** What a player's part of the seed may hold, its separators included. */
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

interface House {
  readonly entropy: Entropy;
  readonly key: string;
  /** Of the players. */
  readonly choices: RandomSource;
}

type Asked = Pick<ProvenRound, 'stake' | 'bets'>;

/** Makes rounds of a game one after the other by the service's own code, each with its proof once its seed is shown. @throws Error that names every fault of the definition */
export async function provenRounds(
  json: unknown,
  { entropy, key, choices }: House,
): Promise<() => ProvenRound> {
  const server = new ServerSeeds(
    Object.assign(new GamesConfig(), { SEED_KEY: key }),
    entropy,
    new Lifecycle(),
  );
  const game = await gameOf(json);
  const pot = potOf(game, server);
  let [played, refusals] = [0, 0];
  let salt: Buffer = Buffer.alloc(0);
  return () => {
    if (played % roundsOfSession === 0) [salt, refusals] = [server.newSalt(), 0];
    played += 1;
    if (choices.below(50) === 0) refusals += 1;
    const clientSeed = Array.from({ length: choices.below(20) }, () => printable[choices.below(95)]).join('');
    const roundId = roundIdOf(playerId, `round-${played}`);
    const seeds = { salt, clientSeed, refusals };
    const serverSeed = server.seedOf(salt);
    const proof = {
      ...{ roundId, definitionHash: game.hash, clientSeed, refusals },
      ...{ serverSeed: serverSeed.toString('hex'), serverSeedHash: server.hashOf(salt).toString('hex') },
    };
    if (game.play === 'decisions')
      return { ...proof, ...decidedFor(game, server.randomFor(seeds, roundId), choices) };
    const { stake, bets } = asked(game, choices);
    const turn = choices.below(roundsAFreeOne) > 0 ? pot?.turn() : undefined;
    const bet = { roundId, stakeMinor: stake.amount, startedAt, bets: bets ?? [] };
    const { payout, outcome } = drawFromSeeds(server, game, seeds, {
      ...bet,
      ...(turn ? { jackpot: turn } : {}),
    });
    return {
      ...{ ...proof, stake, payout: { amount: payout } },
      ...(bets ? { bets } : {}),
      ...(pot && turn ? pot.settle(stake.amount, outcome) : { outcome: { ...outcome } }),
    };
  };
}

async function gameOf(json: unknown): Promise<SlotGame | TableGame | Decided> {
  const engine = engineOf(json);
  const table = decisionTableOf(engine.kind);
  const known = { counter: new CounterHere() };
  if (!table && engine.kind === 'slot') return slotGameFrom(json, known);
  if (!table) return (await tableGameFrom(json, known)) as TableGame;
  // Its figures, which no round needs, would take long to count.
  const definition = engine.parse(json) as TableDefinition;
  return { play: 'decisions', definition, table, hash: canonicalHash(definition) };
}

function potOf(game: SlotGame | TableGame | Decided, server: ServerSeeds): ProvenPot | undefined {
  const jackpot = game.play === 'spin' ? game.definition.jackpot : undefined;
  return jackpot && new ProvenPot(jackpot, server);
}

/** A stake that is offered, or bets anywhere on the layout. */
function asked(game: SlotGame | TableGame, choices: RandomSource): Asked {
  if (game.kind === 'slot') {
    const offered = game.definition.stakes.GBP ?? [];
    return { stake: { amount: offered[choices.below(offered.length)] ?? 0 } };
  }
  const wanted = betsAnywhere(game, choices).map((bet) => ({ ...bet, numbers: [...(bet.numbers ?? [])] }));
  const amount = wanted.reduce((sum, bet) => sum + bet.amount, 0);
  const stake = { amount, currency: 'GBP' as const };
  return { stake, bets: betsOf(game, { stake, bets: wanted }) };
}

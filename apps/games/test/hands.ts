import { type PlayChannel, type PlayedRound, type TableStake, type TakeAction } from '@croupier/contracts';
import { playedOn, type TableAction } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { Catalogue } from '../src/catalogue/catalogue.service.js';
import { type DecisionGame } from '../src/catalogue/table-game.js';
import { ServerSeeds } from '../src/fairness/server-seeds.service.js';
import { roundIdOf } from '../src/rounds/round-id.js';
import { type Casino } from './casino.js';

/** A stake on the one bet of a game, or on its main bet; or bets as they are sent. */
type Laid = number | TableStake[];

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

/** As it comes over the wire: without members that are undefined. */
export const wired = (value: object): object => JSON.parse(JSON.stringify(value)) as object;

/** A player at a game with decisions, who knows from the seeds what every key would bring. */
export class Sitter {
  private constructor(
    readonly casino: Casino,
    readonly playerId: string,
    readonly gameSessionId: string,
    readonly game: DecisionGame,
    private readonly salt: Buffer,
  ) {}

  /** `who`: one who is there already, or how much cash somebody new has. */
  static async at(casino: Casino, gameId: string, who: string | number = 100_000): Promise<Sitter> {
    const playerId = typeof who === 'string' ? who : await casino.player(who);
    const { gameSessionId } = await casino.session(playerId, gameId);
    const game = casino.games.app.get(Catalogue, { strict: false }).get(gameId);
    if (game.play !== 'decisions') throw new Error(`${gameId} has no decisions`);
    const [row] = (await casino.games.database.admin.query(
      `SELECT seed_salt FROM game_sessions WHERE game_session_id = $1`,
      [gameSessionId],
    )) as [{ seed_salt: Buffer }];
    return new Sitter(casino, playerId, gameSessionId, game, row.seed_salt);
  }

  /** What the round of a key is after some decisions, by its seeds alone. */
  foresee(key: string, actions: readonly TableAction[], laid: Laid = 100): unknown {
    const seeds = this.casino.games.app.get(ServerSeeds, { strict: false });
    const roundId = roundIdOf(this.playerId, key);
    const random = seeds.randomFor({ salt: this.salt, clientSeed: '', refusals: 0 }, roundId);
    const bets = this.betsOf(laid).map((bet) => ({ ...bet, numbers: bet.numbers ?? [] }));
    return playedOn(this.game.table, this.game.definition, { bets, actions, random, currency: 'GBP' });
  }

  /** A key whose deal offers these actions, none for a round that ends with the deal. */
  keyOffering(...kinds: string[]): string {
    for (;;) {
      const key = newId();
      const offered = this.game.table.actions(this.game.definition, this.foresee(key, []));
      const names = offered.map(({ kind }) => kind);
      if (kinds.length === 0 ? names.length === 0 : kinds.every((kind) => names.includes(kind))) return key;
    }
  }

  /** A key whose round, before any decision, is such. */
  keyFor<State>(isWanted: (state: State) => boolean, laid: Laid = 100): string {
    for (;;) {
      const key = newId();
      if (isWanted(this.foresee(key, [], laid) as State)) return key;
    }
  }

  deal(idempotencyKey: string, laid: Laid = 100, channel?: PlayChannel): Promise<PlayedRound> {
    const { playerId, gameSessionId } = this;
    const stake = gbp(this.betsOf(laid).reduce((sum, { amount }) => sum + amount, 0));
    const bets = typeof laid === 'number' ? {} : { bets: laid };
    const asked = channel ? { channel } : {};
    return this.casino.play({ playerId, gameSessionId, idempotencyKey, stake, ...bets, ...asked });
  }

  private betsOf(laid: Laid): TableStake[] {
    return typeof laid === 'number' ? [{ kind: this.game.table.mainBet, amount: laid }] : laid;
  }

  act(round: PlayedRound, action: TableAction, idempotencyKey: string = newId()): Promise<PlayedRound> {
    // What an action costs is offered with it, and not sent.
    const { kind, positions, bets, elapsedMs } = action;
    return this.casino.act({
      ...{ playerId: this.playerId, roundId: round.roundId, step: round.open?.step ?? 0, idempotencyKey },
      action: wired({ kind, positions, bets, elapsedMs }) as TakeAction['action'],
    });
  }
}

import { type ReceiveStudioCall, type StudioAnswer, readWallet } from '@croupier/contracts';
import { Clock, type Currency, DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { LOG, PlayAccess } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import {
  type ActionKind,
  type Answer,
  type Balance,
  type Call,
  Refused,
  type Status,
} from '../dialects/canonical.js';
import { readCall } from '../dialects/reading.js';
import { writeAnswer } from '../dialects/writing.js';
import { incidentsOf } from '../incidents/incident.js';
import { IncidentsService } from '../incidents/incidents.service.js';
import { barrierOf, type SessionRow } from '../sessions/session.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { gameIdOf, type Studio } from '../studios/studio.js';
import { Studios } from '../studios/studios.service.js';
import { type Entry } from '../transactions/admissions.service.js';
import { TransactionsQueries } from '../transactions/transactions.queries.js';
import { TransactionsService } from '../transactions/transactions.service.js';

const ofRounds: ReadonlySet<ActionKind> = new Set(['bet', 'win', 'adjustment']);
/** Nothing is paid of these but for what is found under the ids they name. */
const ofWhatWas: ReadonlySet<ActionKind> = new Set(['rollback', 'reverse-win', 'adjustment']);

/** A call of a studio, from its bytes to the bytes of the answer. Nothing is read of one that is not signed. */
@Injectable()
export class CallsService {
  constructor(
    private readonly studios: Studios,
    private readonly sessions: SessionsService,
    private readonly performing: TransactionsService,
    private readonly queries: TransactionsQueries,
    private readonly incidents: IncidentsService,
    private readonly access: PlayAccess,
    private readonly bus: Bus,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws DomainError `unknown_studio` */
  async receive({ studioId, operation, headers, body }: ReceiveStudioCall): Promise<StudioAnswer> {
    const studio = this.studios.get(studioId);
    const { dialect } = studio;
    const raw = {
      path: `/studios/${studioId}/${operation}`,
      headers: new Map(headers.map(({ name, value }) => [name, value])),
      body: Buffer.from(body, 'base64'),
    };
    let call: Call | undefined;
    let answer: Answer;
    try {
      if (!dialect.verify(raw, studio.keys, this.clock.now())) throw new Refused('bad_signature');
      call = readCall(dialect, operation, raw.body);
      answer = await this.carryOut(studio, call);
    } catch (error) {
      const field = error instanceof Refused && error.status === 'malformed' ? error.field : undefined;
      answer = { status: this.statusOf(error), results: [], ...(field === undefined ? {} : { field }) };
    }
    if (answer.status !== 'ok') answer = await this.tell(studio, { operation, call, answer });
    const written = writeAnswer(dialect, answer, call);
    return { status: written.status, body: JSON.stringify(written.body) };
  }

  private async carryOut(studio: Studio, call: Call): Promise<Answer> {
    switch (call.operation) {
      case 'open-session':
        return this.open(studio, call);
      case 'transactions':
        return { status: 'ok', results: [], page: await this.queries.feed(studio.id, call.cursor) };
      case 'open-rounds':
        return { status: 'ok', results: [], page: await this.queries.openRounds(studio.id, call.cursor) };
      case 'transaction-status':
        return { status: 'ok', results: [], page: await this.queries.one(studio.id, call.transactionId) };
      case 'player': {
        const session = await this.sessionOf(studio, call);
        if (!session) throw new Refused('bad_token');
        return { status: 'ok', results: [], playerId: session.player_id, player: { country: 'GB' } };
      }
      case 'balance': {
        const session = await this.sessionOf(studio, call);
        const refusal = barrierOf(session, call, { known: true, mayChange: true }, 0);
        if (refusal || !session) throw new Refused(refusal ?? 'bad_token');
        return this.answered(session.player_id, session.currency, { status: 'ok', results: [] });
      }
      case 'actions':
        return this.act(studio, call);
    }
  }

  private async open(studio: Studio, { token }: Call): Promise<Answer> {
    const opened = token === undefined ? undefined : await this.sessions.exchange(studio, token);
    if (!opened) throw new Refused('bad_token');
    const { session } = opened;
    const expiresAt = session.expires_at.toISOString();
    return this.answered(session.player_id, session.currency, {
      status: 'ok',
      results: [],
      session: {
        ...{ token: opened.token, sessionId: session.game_session_id },
        ...{ gameCode: session.game_code, expiresAt },
      },
    });
  }

  private async act(studio: Studio, call: Call): Promise<Answer> {
    const needsRound = call.closesRound || call.actions.some(({ kind }) => ofRounds.has(kind));
    if (needsRound && call.roundId === undefined)
      throw new Refused('malformed', studio.dialect.members.roundId);
    const entry = await this.freely(await this.entryOf(studio, call), call);
    if (call.actions.length === 0 && !call.closesRound)
      return this.answered(entry.playerId, entry.currency, { status: 'ok', results: [] });
    const performed = await this.performing.perform(studio, call, entry);
    if (performed.status === 'retry') return performed;
    return this.answered(entry.playerId, entry.currency, performed);
  }

  /**
   * Who the call is about. A bet needs a session that is open; whatever settles one is taken in any, or in none, if it
   * names the player or a bet of the player.
   */
  private async entryOf(studio: Studio, call: Call): Promise<Entry> {
    const session = await this.sessionOf(studio, call);
    const bet = session ? undefined : await this.queries.behind(studio.id, call.actions);
    const playerId = call.playerId ?? session?.player_id ?? bet?.playerId;
    const gameCode = call.gameCode ?? session?.game_code ?? bet?.gameCode;
    if (playerId === undefined) throw new Refused('bad_token');
    if (session && session.player_id !== playerId) throw new Refused('bad_token');
    const namesItsOwn = call.actions.every(({ kind }) => ofWhatWas.has(kind)) && !call.closesRound;
    // Money never goes to a player who has not played here.
    if (!session && !bet && !namesItsOwn) throw new Refused('bad_token');
    const known = studio.games.some(({ code }) => code === gameCode);
    const { gameCodeMayChange: mayChange } = studio.dialect.policy;
    return {
      playerId,
      currency: call.currency ?? session?.currency ?? bet?.currency ?? 'GBP',
      gameSessionId: session?.game_session_id ?? bet?.gameSessionId ?? playerId,
      gameCode: gameCode ?? '',
      gameId: gameIdOf(studio, { code: gameCode ?? 'none' }).slice(0, 60),
      barrierOf: (staked) => barrierOf(session, call, { known, mayChange }, staked),
    };
  }

  /** The ledger asks at a stake whether the player may play; of a free round there is none in it. Nothing of that is asked of a repeat. */
  private async freely(entry: Entry, { actions }: Call): Promise<Entry> {
    if (!actions.some((action) => action.kind === 'bet' && action.freeRoundsId !== undefined)) return entry;
    const barrier = await this.protectionOf(entry.playerId);
    return { ...entry, barrierOf: (staked) => entry.barrierOf(staked) ?? barrier };
  }

  private async protectionOf(playerId: string): Promise<Status | undefined> {
    try {
      await this.access.insist(playerId);
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.code === 'play_blocked' ? 'blocked' : 'retry';
    }
  }

  private async sessionOf(studio: Studio, call: Call): Promise<SessionRow | undefined> {
    if (studio.dialect.policy.token !== 'none' && call.token !== undefined)
      return this.sessions.byToken(studio, call.token);
    // A bet must show the token where the dialect has one.
    const withoutToken =
      studio.dialect.policy.token === 'none' || !call.actions.some(({ kind }) => kind === 'bet');
    if (!withoutToken || call.playerId === undefined || call.operation === 'balance') return undefined;
    return this.sessions.newest(studio, call.playerId, call.actions.length > 0 ? undefined : call.gameCode);
  }

  /** The balance is part of nearly every answer, of a refusal too; it is that of now, also for a repeat. */
  private async answered(
    playerId: string,
    currency: Currency,
    answer: Answer & { balance?: Balance },
  ): Promise<Answer> {
    const balance = answer.balance ?? (await this.balanceOf(playerId, currency));
    return { ...answer, playerId, ...(balance ? { balance } : {}) };
  }

  private async balanceOf(playerId: string, currency: Currency): Promise<Balance | undefined> {
    try {
      const { cash, bonus } = await this.bus.ask(readWallet, { playerId, currency });
      return { cash: cash.amount, bonus: bonus.amount, currency };
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  private statusOf(error: unknown): Status {
    if (error instanceof Refused) return error.status;
    if (error instanceof DomainError && (error.kind === 'unavailable' || error.kind === 'limit'))
      return 'retry';
    this.log.error({ err: error }, 'a call of a studio failed');
    return 'retry';
  }

  /**
   * Neither body nor token: what a studio may know of its players is not for the log.
   * @returns the answer; `retry` where it wants a person and none would hear of it
   */
  private async tell(
    studio: Studio,
    { operation, call, answer }: { operation: string; call: Call | undefined; answer: Answer },
  ): Promise<Answer> {
    const line = { studio: studio.id, operation, status: answer.status };
    const incidents = incidentsOf(answer, call);
    if (incidents.length === 0) this.log.info(line, 'a call of a studio is refused');
    else this.log.warn(line, 'a call of a studio is refused and wants a person');
    try {
      await this.incidents.note(studio.id, incidents);
      return answer;
    } catch (error) {
      // Who is a stranger learns nothing of our troubles.
      return call ? { status: this.statusOf(error), results: [] } : answer;
    }
  }
}

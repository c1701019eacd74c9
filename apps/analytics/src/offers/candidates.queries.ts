import {
  type EligibleProgramme,
  type GameSummary,
  listEligibleProgrammes,
  listGames,
  type WeighedKind,
} from '@croupier/contracts';
import { Clock, dateAt, startOf } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { addDays, daysBetween } from '../figures/period.js';
import { type GameCandidate, type ProgrammeCandidate } from './rank.js';

const playedSql = `
  SELECT game_id AS "gameId", coalesce(sum(rounds) FILTER (WHERE hour >= $2), 0)::int AS rounds30,
         sum(rounds)::int AS rounds90, to_char(max(hour AT TIME ZONE 'Europe/London'), 'YYYY-MM-DD') AS "lastPlayed"
    FROM player_hours WHERE player_id = $1 AND hour >= $3 AND rounds > 0 GROUP BY game_id`;

const everybodySql = `
  SELECT game_id AS "gameId", sum(rounds)::int AS rounds
    FROM hours WHERE hour >= $1 AND rounds > 0 GROUP BY game_id`;

interface PlayedRow {
  gameId: string;
  rounds30: number;
  rounds90: number;
  lastPlayed: string;
}

const askMs = 800;

/** What could be offered: the catalogue's games, and the programmes bonus lets the player have. */
@Injectable()
export class CandidatesQueries {
  constructor(
    private readonly bus: Bus,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** Games on offer with what was played; none while the catalogue does not answer. */
  async games(playerId: string): Promise<GameCandidate[]> {
    const today = dateAt(this.clock.nowFor(playerId));
    const since = (days: number): Date => startOf(addDays(today, 1 - days));
    const [games, played, everybody] = await Promise.all([
      this.catalogue(),
      this.transactions.read(
        (database) => database.query(playedSql, [playerId, since(30), since(90)]) as Promise<PlayedRow[]>,
      ),
      this.transactions.read(
        (database) =>
          database.query(everybodySql, [startOf(addDays(dateAt(this.clock.now()), -6))]) as Promise<
            { gameId: string; rounds: number }[]
          >,
      ),
    ]);
    return games.map(({ gameId, name }) => {
      const own = played.find((row) => row.gameId === gameId);
      return {
        gameId,
        title: name,
        rounds30: own?.rounds30 ?? 0,
        rounds90: own?.rounds90 ?? 0,
        daysSince: own ? Math.max(0, daysBetween(own.lastPlayed, today)) : null,
        everybody7: everybody.find((row) => row.gameId === gameId)?.rounds ?? 0,
      };
    });
  }

  /** Programmes the player may have; bonus decides, and none is offered while it does not answer. */
  async programmes(playerId: string): Promise<ProgrammeCandidate[]> {
    const [answer, games] = await Promise.all([
      answerOf(this.bus.ask(listEligibleProgrammes, { playerId }, { deadlineMs: askMs })),
      this.catalogue(),
    ]);
    // What games does not list is a table of live.
    const kinds = new Map(games.map(({ gameId, kind }) => [gameId, kind]));
    const kindOf = (gameId: string): WeighedKind => kinds.get(gameId) ?? 'live_roulette';
    return (answer?.data ?? []).map((programme) => ({
      programmeId: programme.programmeId,
      version: programme.version,
      title: programme.title,
      weightOf: (gameId) => weightOf(programme, gameId, kindOf(gameId)),
    }));
  }

  private async catalogue(): Promise<GameSummary[]> {
    return (await answerOf(this.bus.ask(listGames, {}, { deadlineMs: askMs })))?.data ?? [];
  }
}

/** Free rounds are of one game; otherwise what a stake in the game counts for. */
function weightOf(programme: EligibleProgramme, gameId: string, kind: WeighedKind): number {
  if (programme.freeRounds) return programme.freeRounds.gameId === gameId ? 10_000 : 0;
  const own =
    programme.gameWeights.find((weight) => weight.gameId === gameId) ??
    programme.kindWeights?.find((weight) => weight.kind === kind);
  return own?.basisPoints ?? programme.defaultWeightBasisPoints;
}

/** What was answered, or undefined: the caller shows less then, never more. */
export async function answerOf<Reply>(asked: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}

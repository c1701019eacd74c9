import {
  type Award,
  type AwardRef,
  commonError,
  type EligibleProgramme,
  type GameProgress,
  type ProgrammeDefinition,
} from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { ProgrammeEntity } from '../programmes/programme.entity.js';
import { termsOf } from '../programmes/terms.js';
import { awardView } from './award-view.js';
import { AwardEntity } from './award.entity.js';

const shownAwards = 50;

interface GameRow {
  award_id: string;
  game_id: string;
  weight: number;
  rounds: number;
  staked: string;
  counted: string;
}

const within = (version: string): string =>
  `(${version} > a.granted_version AND (a.ended_version IS NULL OR ${version} < a.ended_version))`;

/** By the same window as the sums of the award: granted, not ended, started before it expired, and not void since. */
const gamesSql = `
  SELECT m.award_id, m.game_id, m.weight, sum(round.sign)::int AS rounds, sum(round.sign * m.stake) AS staked,
         floor(sum(m.counted) / 10000) AS counted
    FROM movements m JOIN awards a USING (player_id, award_id)
   CROSS JOIN LATERAL (SELECT CASE m.kind WHEN 'round' THEN 1 ELSE -1 END AS sign) AS round
   WHERE m.player_id = $1 AND m.award_id = ANY ($2) AND m.kind IN ('round', 'correction') AND NOT m.free_round
     AND ${within('m.version')} AND (m.kind = 'round' OR ${within('m.corrects_version')})
     AND m.started_at < a.expires_at
   GROUP BY m.award_id, m.game_id, m.weight HAVING sum(round.sign) > 0 ORDER BY sum(m.counted) DESC, m.game_id`;

@Injectable()
export class AwardsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found`, also for another player's award. */
  async read({ playerId, awardId }: AwardRef): Promise<Award> {
    const row = await this.transactions.read((database) =>
      database.getRepository(AwardEntity).findOneBy({ playerId, awardId }),
    );
    if (!row) throw commonError('not_found');
    return this.view(row);
  }

  async view(row: AwardEntity): Promise<Award> {
    const [award] = await this.views([row]);
    invariant(award, 'one row makes one view');
    return award;
  }

  /** The newest awards of a player, newest first. */
  async of(playerId: string): Promise<AwardEntity[]> {
    return this.transactions.read((database) =>
      database
        .getRepository(AwardEntity)
        .find({ where: { playerId }, order: { awardId: 'DESC' }, take: shownAwards }),
    );
  }

  /** Ids of programmes that a player has had, or has. */
  async had(playerId: string): Promise<Set<string>> {
    const rows = (await this.transactions.read((database) =>
      database.query(
        `SELECT programme_id FROM awards
          WHERE player_id = $1 AND (status <> 'ended' OR granted_version IS NOT NULL)`,
        [playerId],
      ),
    )) as { programme_id: string }[];
    return new Set(rows.map((row) => row.programme_id));
  }

  findByKey(playerId: string, claimKey: string): Promise<AwardEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(AwardEntity).findOneBy({ playerId, claimKey }),
    );
  }

  /** Rows of one player as the player reads them. */
  async views(rows: AwardEntity[]): Promise<Award[]> {
    const [first] = rows;
    if (!first) return [];
    const [games, definitions] = await Promise.all([
      this.games(first.playerId, rows),
      this.definitions(rows),
    ]);
    const now = this.clock.nowFor(first.playerId);
    return rows.map((row) => {
      const definition = definitions.get(keyOf(row.programmeId, row.programmeVersion));
      invariant(definition, 'an award refers to a version that is there');
      return awardView(row, { definition, games: games.get(row.awardId) ?? [], now });
    });
  }

  private async games(playerId: string, rows: AwardEntity[]): Promise<Map<string, GameProgress[]>> {
    const found = (await this.transactions.read((database) =>
      database.query(gamesSql, [playerId, rows.map(({ awardId }) => awardId)]),
    )) as GameRow[];
    return new Map(
      rows.map(({ awardId, currency }) => [
        awardId,
        found
          .filter((row) => row.award_id === awardId)
          .map((row) => ({
            gameId: row.game_id,
            rounds: row.rounds,
            staked: { amount: Number(row.staked), currency },
            weightBasisPoints: row.weight,
            counted: { amount: Number(row.counted), currency },
          })),
      ]),
    );
  }

  private async definitions(rows: AwardEntity[]): Promise<Map<string, ProgrammeDefinition>> {
    const where = rows.map(({ programmeId, programmeVersion: version }) => ({ programmeId, version }));
    const found = await this.transactions.read((database) =>
      database.getRepository(ProgrammeEntity).find({ where }),
    );
    return new Map(
      found.map(({ programmeId, version, definition }) => [keyOf(programmeId, version), definition]),
    );
  }
}

function keyOf(programmeId: string, version: number): string {
  return `${programmeId} ${version}`;
}

/** A published version as an offer. */
export function eligibleView({ programmeId, version, definition }: ProgrammeEntity): EligibleProgramme {
  const {
    startsAt: _start,
    products: _products,
    budget: _budget,
    additionalTerms: _terms,
    ...shown
  } = definition;
  return { ...shown, programmeId, version, terms: termsOf(definition) };
}

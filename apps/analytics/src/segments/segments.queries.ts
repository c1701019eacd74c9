import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  analyticsError,
  type FavouriteGame,
  type ListSegmentMembers,
  type PlayerFiguresReport,
  type SegmentList,
  type SegmentMembers,
} from '@croupier/contracts';
import { Clock, dateAt, invariant, startOf } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { ConfigError } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { AnalyticsConfig } from '../analytics.config.js';
import { addDays } from '../figures/period.js';
import { type PlayerFigureName, type PlayerFigures, playerFigures } from './player-figures.js';
import { playerFiguresSql } from './player-figures.sql.js';
import { because, conditionSql, isMember, parseRules, ruleInWords, type SegmentRules } from './rules.js';

const favouritesSql = `
  SELECT game_id AS "gameId", sum(rounds)::int AS rounds,
         to_char(max(hour AT TIME ZONE 'Europe/London'), 'YYYY-MM-DD') AS "lastPlayed"
    FROM player_hours WHERE player_id = $1 AND rounds > 0 AND hour >= $2
   GROUP BY game_id ORDER BY sum(rounds) DESC, max(hour) DESC, game_id LIMIT 10`;

/** Players as the rules see them; nothing here is stored, so a new version of the rules holds at once. */
@Injectable()
export class SegmentsQueries {
  readonly rules: SegmentRules;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    config: AnalyticsConfig,
  ) {
    this.rules = readRules(path.resolve(config.ANALYTICS_RULES_DIR, 'segments.json'));
  }

  /** SQL of the ids of a segment's members, to be put into another statement after its own parameters. */
  members(segment: string): { sql: (offset: number) => string; values: unknown[] } {
    const rule = this.rules.segments.find(({ id }) => id === segment);
    if (!rule) throw analyticsError('unknown_segment', { field: 'segment' });
    const sql = `SELECT player_id FROM (${playerFiguresSql()}) figures WHERE ${conditionSql(rule)}`;
    return { sql: (offset) => shifted(sql, offset), values: windows(this.clock.now()) };
  }

  /** Members by id, a page at a time. @throws DomainError unknown_segment */
  async page({ segment, after, limit = 200 }: ListSegmentMembers): Promise<SegmentMembers> {
    const { sql, values } = this.members(segment);
    const rows = (await this.transactions.read((database) =>
      database.query(
        `SELECT player_id AS "playerId" FROM (${sql(2)}) members
          WHERE $1::uuid IS NULL OR player_id > $1 ORDER BY player_id LIMIT $2`,
        [after ?? null, limit, ...values],
      ),
    )) as { playerId: string }[];
    const next = rows.length === limit ? rows.at(-1)?.playerId : undefined;
    return { data: rows.map(({ playerId }) => playerId), ...(next === undefined ? {} : { next }) };
  }

  async list(): Promise<SegmentList> {
    const counts = this.rules.segments.map(
      (rule, index) => `count(*) FILTER (WHERE ${conditionSql(rule)})::int AS s${index}`,
    );
    const [row] = (await this.transactions.read((database) =>
      database.query(
        `SELECT ${counts.join(', ')} FROM (${playerFiguresSql()}) figures`,
        windows(this.clock.now()),
      ),
    )) as [Record<string, number>];
    return {
      version: this.rules.version,
      segments: this.rules.segments.map((rule, index) => ({
        id: rule.id,
        name: rule.name,
        rule: ruleInWords(rule),
        withholdsOffers: rule.withholdsOffers,
        players: row[`s${index}`] ?? 0,
      })),
    };
  }

  /** @throws DomainError unknown_player */
  async player(playerId: string): Promise<PlayerFiguresReport> {
    const figures = await this.figures(playerId);
    if (!figures) throw analyticsError('unknown_player', { field: 'playerId' });
    const members = this.rules.segments.filter((rule) => isMember(rule, figures));
    return {
      playerId,
      segmentsVersion: this.rules.version,
      figures,
      favourites: await this.favourites(playerId),
      memberships: members.map((rule) => ({ segment: rule.id, because: because(rule, figures) })),
    };
  }

  /** A player's figures on the player's own clock; undefined while nothing has been heard of the player. */
  async figures(playerId: string): Promise<PlayerFigures | undefined> {
    const [row] = (await this.transactions.read((database) =>
      database.query(playerFiguresSql('p.player_id = $4'), [
        ...windows(this.clock.nowFor(playerId)),
        playerId,
      ]),
    )) as Record<PlayerFigureName, string | number | null>[];
    return row && numbersOf(row);
  }

  /** Games by rounds of the last 90 days, most played first. */
  async favourites(playerId: string): Promise<FavouriteGame[]> {
    const since = startOf(addDays(dateAt(this.clock.nowFor(playerId)), -89));
    return this.transactions.read((database) => database.query(favouritesSql, [playerId, since]));
  }
}

/** @throws ConfigError that names every fault of the file */
function readRules(file: string): SegmentRules {
  try {
    return parseRules(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigError(`analytics cannot start with the segments in ${file}: ${(error as Error).message}`);
  }
}

/** Today in Europe/London, and the beginnings of its last 7 and 30 days: what playerFiguresSql takes first. */
function windows(now: Date): [string, Date, Date] {
  const today = dateAt(now);
  return [today, startOf(addDays(today, -6)), startOf(addDays(today, -29))];
}

function shifted(sql: string, offset: number): string {
  return sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`);
}

function numbersOf(row: Record<PlayerFigureName, string | number | null>): PlayerFigures {
  const entries = (Object.keys(playerFigures) as PlayerFigureName[]).map((name) => {
    const value = row[name] === null ? null : Number(row[name]);
    invariant(value === null || Number.isSafeInteger(value), `${name} is a whole number`);
    return [name, value];
  });
  return Object.fromEntries(entries) as PlayerFigures;
}

import { randomBytes } from 'node:crypto';
import {
  type Award,
  type AwardStatus,
  type BonusOverview,
  claimBonus,
  clockMoved,
  draftProgramme,
  listBonuses,
  type ProgrammeDefinition,
  publishProgramme,
  readAward,
  rebuildProgress,
  type SettleRound,
  settleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type RunningService } from '@croupier/runtime';
import { Neighbours, type ServiceUnderTest, until } from '@croupier/testing';
import { service as saferGambling } from '../../safer-gambling/src/service.js';
import { House, round } from '../../wallet/test/house.js';
import { service } from '../src/service.js';
import { openCatalogue } from './catalogue.js';
import { depositMatch } from './programmes.js';

const settings = { SANDBOX: 'true' };
/** The scheme is asked when somebody signs in, which nobody does here. */
const protectionSettings = {
  ...settings,
  EXCLUSION_URL: 'http://127.0.0.1:9/exclusion',
  EXCLUSION_API_KEY: 'not-asked-here',
  PERSON_INDEX_KEY: randomBytes(32).toString('base64url'),
};

/** Bonus, the real wallet and the real safer-gambling on one broker, players, and what they do. */
export class Bench {
  private constructor(
    readonly house: House,
    readonly bonus: ServiceUnderTest,
    readonly protection: ServiceUnderTest,
    readonly neighbours: Neighbours,
  ) {}

  static async open(): Promise<Bench> {
    const house = await House.open();
    const neighbours = new Neighbours(house.stack);
    await openCatalogue(neighbours);
    const [protection, bonus] = await Promise.all([
      house.stack.start(saferGambling, protectionSettings),
      house.stack.start(service, settings),
    ]);
    return new Bench(house, bonus, protection, neighbours);
  }

  /** @returns the faults of the ledger, and every award whose sums its movements do not give. */
  async close(): Promise<unknown[]> {
    const rows = (await this.bonus.database.admin.query(
      'SELECT DISTINCT player_id AS "playerId" FROM awards',
    )) as { playerId: string }[];
    const wrong: unknown[] = [];
    for (const { playerId } of rows) {
      const { changed } = await this.house.insist(rebuildProgress, { playerId });
      if (changed > 0) wrong.push(`sums of ${playerId}`);
    }
    const dead: unknown[] = await this.bonus.database.admin.query('SELECT subject, cause FROM dead_letters');
    await this.neighbours.close();
    return [...wrong, ...dead, ...(await this.house.close())];
  }

  replica(): Promise<RunningService> {
    return this.house.stack.replica(service, this.bonus, settings);
  }

  /** A process of safer-gambling on the same database, after the first was closed. */
  restartProtection(): Promise<RunningService> {
    return this.house.stack.replica(saferGambling, this.protection, protectionSettings);
  }

  /** Publishes a programme nobody else uses. @returns its id */
  async programme(definition: ProgrammeDefinition = depositMatch()): Promise<string> {
    const programmeId = `p-${newId()}`;
    const drafted = await this.house.insist(draftProgramme, { definition: { ...definition, programmeId } });
    await this.house.insist(publishProgramme, { programmeId, version: drafted.version });
    return programmeId;
  }

  claim(playerId: string, programmeId: string, idempotencyKey: string = newId()): Promise<Award> {
    return this.house.insist(claimBonus, { playerId, programmeId, idempotencyKey });
  }

  read({ awardId }: Pick<Award, 'awardId'>, playerId: string): Promise<Award> {
    return this.house.insist(readAward, { playerId, awardId });
  }

  overview(playerId: string): Promise<BonusOverview> {
    return this.house.insist(listBonuses, { playerId });
  }

  /** Waits until an award is in a state. */
  becomes(award: Award, playerId: string, status: AwardStatus): Promise<Award> {
    return until(`the award is ${status}`, async () => {
      const now = await this.read(award, playerId);
      return now.status === status ? now : undefined;
    });
  }

  /** Waits until this much of an award is wagered. */
  wagered(award: Award, playerId: string, amount: number): Promise<Award> {
    return until(`${amount} are wagered`, async () => {
      const now = await this.read(award, playerId);
      return now.wagered.amount === amount ? now : undefined;
    });
  }

  /** Opts in and deposits: the award of a deposit match, active. */
  async matched(playerId: string, deposit: number, definition?: ProgrammeDefinition): Promise<Award> {
    const award = await this.claim(playerId, await this.programme(definition));
    await this.house.deposit(playerId, deposit);
    return this.becomes(award, playerId, 'active');
  }

  async play(playerId: string, stake: number, payout = 0, over: Partial<SettleRound> = {}): Promise<void> {
    await this.house.insist(settleRound, round(playerId, stake, payout, over));
  }

  /** Moves a player's clock, in bonus. */
  async moveClock(playerId: string, shiftMs: number): Promise<void> {
    const { connection } = this.house.stack.broker;
    await connection.request(clockMoved.subject, JSON.stringify({ playerId, shiftMs }), { timeout: 30_000 });
  }

  query<Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> {
    return this.bonus.database.admin.query(sql, parameters);
  }
}

import { Column, DataSource, Entity, type EntityManager, In, PrimaryColumn } from 'typeorm';
import { dutyEntities, OutboxRow, performDuties } from './duties.js';
import { type BetInput, type Peer } from './peer.js';

const amounts = { to: (value: number) => value, from: (value: string) => Number(value) };

@Entity('common_accounts')
class CommonAccount {
  @PrimaryColumn('uuid')
  playerId: string;

  @Column('bigint', { transformer: amounts })
  cash: number;

  @Column('bigint', { transformer: amounts })
  version: number;
}

@Entity('common_bets')
class CommonBet {
  @PrimaryColumn('uuid')
  roundId: string;

  @Column('uuid')
  playerId: string;

  @Column('bigint', { transformer: amounts })
  stake: number;

  @Column('bigint', { transformer: amounts })
  payout: number;

  @Column('bigint', { transformer: amounts })
  cashAfter: number;

  @Column('timestamptz')
  recordedAt: Date;
}

@Entity('common_entries')
class CommonEntry {
  @PrimaryColumn('uuid')
  roundId: string;

  @PrimaryColumn('smallint')
  line: number;

  @Column('text')
  account: string;

  @Column('bigint', { transformer: amounts })
  amount: number;
}

/**
 * A wallet as most people write one with TypeORM: a transaction, the account locked by SELECT … FOR UPDATE, checked and
 * changed in the process, and saved. It knows repeats by the round and has no bonus money; limits and an outbox it has only
 * with `duties`.
 */
export class CommonWallet implements Peer {
  private constructor(
    private readonly database: DataSource,
    private readonly duties: boolean,
  ) {}

  static async open(url: string, poolSize: number, duties = false): Promise<CommonWallet> {
    const entities = [CommonAccount, CommonBet, CommonEntry, ...(duties ? dutyEntities : [])];
    const database = new DataSource({ type: 'postgres', url, entities, synchronize: true, poolSize });
    return new CommonWallet(await database.initialize(), duties);
  }

  async enrol(players: readonly string[], cash: number): Promise<void> {
    await this.database.query(
      `INSERT INTO common_accounts ("playerId", cash, version) SELECT p, $2, 0 FROM unnest($1::uuid[]) AS p`,
      [players, cash],
    );
  }

  async settle(bet: BetInput): Promise<number> {
    return this.database.transaction((manager) => this.inTransaction(manager, bet));
  }

  /** Tells by `publish` what was not told yet, at most so many, in order. @returns how many */
  async relay(most: number, publish: (payload: object) => Promise<unknown>): Promise<number> {
    const outbox = this.database.getRepository(OutboxRow);
    const rows = await outbox.find({ where: { sent: false }, order: { id: 'ASC' }, take: most });
    await Promise.all(rows.map(({ payload }) => publish(payload)));
    if (rows.length > 0) await outbox.update({ id: In(rows.map(({ id }) => id)) }, { sent: true });
    return rows.length;
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }

  private async inTransaction(manager: EntityManager, bet: BetInput): Promise<number> {
    const { playerId, roundId, stake, payout } = bet;
    const account = await manager.findOneOrFail(CommonAccount, {
      where: { playerId },
      lock: { mode: 'pessimistic_write' },
    });
    const known = await manager.findOneBy(CommonBet, { roundId });
    if (known) return known.cashAfter;
    if (account.cash < stake) throw new Error('insufficient funds');
    if (this.duties) await performDuties(manager, bet);
    account.cash += payout - stake;
    account.version += 1;
    await manager.save(account);
    const cashAfter = account.cash;
    await manager.save(
      manager.create(CommonBet, { roundId, playerId, stake, payout, cashAfter, recordedAt: new Date() }),
    );
    const lines = [
      { account: 'player_cash', amount: -stake },
      { account: 'game_revenue', amount: stake },
      { account: 'game_revenue', amount: -payout },
      { account: 'player_cash', amount: payout },
    ].filter(({ amount }) => amount !== 0);
    await manager.save(
      lines.map((line, index) => manager.create(CommonEntry, { roundId, line: index, ...line })),
    );
    return cashAfter;
  }
}

import { Column, Entity, type EntityManager, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type BetInput } from './peer.js';

const amounts = { to: (value: number) => value, from: (value: string) => Number(value) };
type Period = 'day' | 'week' | 'month';

@Entity('common_limits')
class PlayerLimit {
  @PrimaryColumn('uuid')
  playerId: string;

  @PrimaryColumn('text')
  period: Period;

  @PrimaryColumn('text')
  kind: 'stake' | 'loss';

  @Column('bigint', { transformer: amounts })
  amount: number;
}

@Entity('common_counters')
class Counter {
  @PrimaryColumn('uuid')
  playerId: string;

  @Column('jsonb')
  periods: Record<Period, { startsAt: string; staked: number; lost: number }>;
}

@Entity('common_outbox')
export class OutboxRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id: string;

  @Column('jsonb')
  payload: object;

  @Index()
  @Column('boolean', { default: false })
  sent: boolean;
}

export const dutyEntities = [PlayerLimit, Counter, OutboxRow];

/**
 * What our ledger does with each bet besides, as most people write it: the stake and the loss of the day, the week and the
 * month are counted and held against the player's limits, and the bet is told by a row of an outbox.
 * @throws Error beyond a limit; the transaction is the caller's
 */
export async function performDuties(manager: EntityManager, bet: BetInput): Promise<void> {
  const { playerId, roundId, stake, payout } = bet;
  const limits = await manager.findBy(PlayerLimit, { playerId });
  const counter =
    (await manager.findOneBy(Counter, { playerId })) ??
    manager.create(Counter, { playerId, periods: Object.fromEntries(starts().map(fresh)) });
  for (const [period, startsAt] of starts()) {
    const { [period]: before } = counter.periods;
    const now = before.startsAt === startsAt ? before : fresh([period, startsAt])[1];
    counter.periods[period] = { startsAt, staked: now.staked + stake, lost: now.lost + stake - payout };
    for (const limit of limits.filter((each) => each.period === period))
      if ((limit.kind === 'stake' ? now.staked : now.lost) + stake > limit.amount)
        throw new Error(`${limit.kind} limit of the ${period}`);
  }
  await manager.save(counter);
  await manager.insert(OutboxRow, { payload: { playerId, roundId, stake, payout } });
}

type Start = [period: Period, startsAt: string];

function fresh([period, startsAt]: Start): [Start[0], Counter['periods']['day']] {
  return [period, { startsAt, staked: 0, lost: 0 }];
}

function starts(): Start[] {
  const day = new Date().toISOString().slice(0, 10);
  const monday = new Date(`${day}T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return [
    ['day', day],
    ['week', monday.toISOString().slice(0, 10)],
    ['month', day.slice(0, 7)],
  ];
}

import {
  listActivity,
  listBonuses,
  listDeposits,
  listRounds,
  listSessions,
  listTransactions,
  listWithdrawals,
  readLimits,
  readPlayerFigures,
  readProfile,
  readProtection,
  readSettings,
  readWallet,
} from '@croupier/contracts';
import { type AskContract, DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type PlayerPage } from './player-page.js';

const rows = 10;
/** A part that takes longer is left out: the page is worth more soon than whole. */
const partBudgetMs = 1000;

const parts = {
  settings: readSettings,
  protection: readProtection,
  limits: readLimits,
  wallet: readWallet,
  bonuses: listBonuses,
  figures: readPlayerFigures,
} as const;

const lists = {
  transactions: listTransactions,
  deposits: listDeposits,
  withdrawals: listWithdrawals,
  rounds: listRounds,
  activity: listActivity,
  sessions: listSessions,
} as const;

/** Puts everything about a player on one page; what one service cannot say now does not keep the rest away. */
@Injectable()
export class PlayerPageService {
  constructor(private readonly bus: Bus) {}

  /** @throws DomainError `not_found` if there is no such player, as profile says; or its refusal. */
  async read(playerId: string): Promise<PlayerPage> {
    const profile = await this.bus.ask(readProfile, { playerId });
    const missing: PlayerPage['missing'] = [];
    const read = async ([section, ask]: [string, object], more: object): Promise<[string, unknown][]> => {
      try {
        const contract = ask as AskContract<object, object>;
        const answer = await this.bus.ask(contract, { playerId, ...more }, { deadlineMs: partBudgetMs });
        return [[section, answer]];
      } catch (error) {
        missing.push({ section, code: error instanceof DomainError ? error.code : 'internal' });
        return [];
      }
    };
    const single = Object.entries(parts).map((part) => read(part, {}));
    const paged = Object.entries(lists).map((part) => read(part, { limit: rows }));
    const answers = (await Promise.all([...single, ...paged])).flat();
    return { playerId, profile, ...(Object.fromEntries(answers) as Partial<PlayerPage>), missing };
  }
}

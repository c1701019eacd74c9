import { type Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { WalletConfig } from '../wallet.config.js';

/** Opens accounts: one per player and currency, each with the order of money and the calendar that are set. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly config: WalletConfig,
  ) {}

  /** A repeat opens nothing. */
  async open(playerId: string, currency: Currency): Promise<void> {
    await this.transactions.run((manager) => this.openWith(manager, playerId, currency));
  }

  async openWith(manager: EntityManager, playerId: string, currency: string): Promise<void> {
    const { BONUS_FIRST_CURRENCIES, CALENDAR_ZONE } = this.config;
    const bonusFirst = BONUS_FIRST_CURRENCIES.split(',').includes(currency);
    const account = [playerId, currency, bonusFirst, CALENDAR_ZONE];
    await manager.query('SELECT open_account($1, $2, $3, $4)', account);
  }
}

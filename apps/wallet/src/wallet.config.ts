import { DatabaseConfig } from '@croupier/runtime';
import { Matches } from 'class-validator';

export class WalletConfig extends DatabaseConfig {
  /**
   * Currencies, separated by commas, in which a stake takes bonus money before cash; in the others cash goes first. It
   * binds the accounts that are opened from then on.
   */
  @Matches(/^([A-Z]{3}(,[A-Z]{3})*)?$/)
  BONUS_FIRST_CURRENCIES: string = '';
}

import { Clock, newId } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PasswordsService } from '../credentials/passwords.service.js';
import { IdentityConfig } from '../identity.config.js';
import { SecondFactorService } from './second-factor.service.js';

/** Makes the first admin from the settings while there is no staff at all: somebody has to invite the others. */
@Injectable()
export class FirstAdminService implements OnApplicationBootstrap {
  constructor(
    private readonly config: IdentityConfig,
    private readonly transactions: TransactionRunner,
    private readonly passwords: PasswordsService,
    private readonly factors: SecondFactorService,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { FIRST_ADMIN_PASSWORD: password, FIRST_ADMIN_FACTOR_SECRET: factor } = this.config;
    if (password === undefined || factor === undefined) return;
    const known = await this.transactions.read<unknown[]>((database) =>
      database.query(`SELECT 1 FROM staff LIMIT 1`),
    );
    if (known.length > 0) return;
    const staffId = newId();
    const hash = await this.passwords.hash(password);
    const made = await this.transactions.run<unknown[]>((manager) =>
      manager.query(
        `INSERT INTO staff (staff_id, name, roles, state, password_hash, factor_sealed, created_at)
         SELECT $1, 'admin', '{admin}', 'active', $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM staff)
         ON CONFLICT (name) DO NOTHING RETURNING staff_id`,
        [staffId, hash, this.factors.seal(staffId, factor), this.clock.now()],
      ),
    );
    if (made.length > 0) this.log.info({ staffId }, 'made the first admin');
  }
}

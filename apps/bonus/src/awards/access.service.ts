import { bonusError, checkAccess } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';

/** Whether a player may be offered bonuses, as safer-gambling decides. Without its answer nobody is offered any. */
@Injectable()
export class AccessService {
  constructor(private readonly bus: Bus) {}

  /** @throws DomainError while safer-gambling is away. */
  async mayBeOffered(playerId: string): Promise<boolean> {
    const { allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'contact' });
    return allowed;
  }

  /** @throws DomainError `not_eligible`, or unavailable while safer-gambling is away. */
  async insist(playerId: string): Promise<void> {
    if (!(await this.mayBeOffered(playerId))) throw bonusError('not_eligible');
  }
}

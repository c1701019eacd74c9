import { checkAccess, commonError, walletError } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';

/**
 * Whether a player may play, where no stake asks the wallet: who is excluded or in a time-out does not try games either.
 */
@Injectable()
export class PlayAccess {
  constructor(private readonly bus: Bus) {}

  /** Fails closed. @throws DomainError `play_blocked`, or `service_unavailable` if safer-gambling does not say */
  async insist(playerId: string): Promise<void> {
    let allowed: boolean;
    try {
      ({ allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'play' }));
    } catch (cause) {
      throw commonError('service_unavailable', { detail: 'whether the player may play is not known', cause });
    }
    if (allowed !== true) throw walletError('play_blocked');
  }
}

import { type Eligibility, readEligibility } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';

/** What profile says of players. */
@Injectable()
export class PlayersService {
  constructor(private readonly bus: Bus) {}

  /** Undefined if profile does not know the player. Any other refusal passes through. */
  async eligibility(playerId: string): Promise<Eligibility | undefined> {
    try {
      return await this.bus.ask(readEligibility, { playerId });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
}

import { type Eligibility } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { PlayersQueries } from '../players/players.queries.js';
import { ageBandOf, isAdult } from './age.js';

@Injectable()
export class EligibilityQueries {
  constructor(
    private readonly players: PlayersQueries,
    private readonly clock: Clock,
  ) {}

  /** Verified means checked and of age now, by the player's own clock. */
  async eligibility(playerId: string): Promise<Eligibility> {
    const { verificationStatus, dateOfBirth, realityCheckMinutes } = await this.players.player(playerId);
    const now = this.clock.nowFor(playerId);
    const verified = verificationStatus === 'passed' && isAdult(dateOfBirth, now);
    return { verified, ...ageBandOf(dateOfBirth, now), realityCheckMinutes };
  }
}

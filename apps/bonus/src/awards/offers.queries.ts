import { type BonusOverview, type EligibleProgramme } from '@croupier/contracts';
import { Clock, DomainError } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { ProgrammesQueries } from '../programmes/programmes.queries.js';
import { AccessService } from './access.service.js';
import { AwardsQueries, eligibleView } from './awards.queries.js';

/** What a player can opt in to now. */
@Injectable()
export class OffersQueries {
  constructor(
    private readonly programmes: ProgrammesQueries,
    private readonly awards: AwardsQueries,
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError while it cannot be found out whether the player may be offered anything. */
  async eligible(playerId: string): Promise<EligibleProgramme[]> {
    if (!(await this.access.mayBeOffered(playerId))) return [];
    const [open, had] = await Promise.all([
      this.programmes.open(this.clock.nowFor(playerId)),
      this.awards.had(playerId),
    ]);
    return open.filter(({ programmeId }) => !had.has(programmeId)).map(eligibleView);
  }

  async overview(playerId: string): Promise<BonusOverview> {
    const [offers, rows] = await Promise.all([this.offers(playerId), this.awards.of(playerId)]);
    return { ...offers, awards: await this.awards.views(rows) };
  }

  private async offers(playerId: string): Promise<Omit<BonusOverview, 'awards'>> {
    try {
      return { offersKnown: true, available: await this.eligible(playerId) };
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable')
        return { offersKnown: false, available: [] };
      throw error;
    }
  }
}

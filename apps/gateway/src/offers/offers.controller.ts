import { ListOffers, listOffers, type OfferList } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Query } from '@nestjs/common';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class OffersQuery extends queryOf(ListOffers, 'playerId') {}

@Controller('v1/offers')
export class OffersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Operation({
    ask: listOffers,
    tag: 'Offers',
    description:
      'Empty, with a reason, without consent to marketing, during a break or exclusion, with a limit used up, and whenever that cannot be found out. Show `why` beside each offer.',
  })
  list(@SignedIn() { playerId }: Caller, @Query() query: OffersQuery): Promise<OfferList> {
    return this.bus.ask(listOffers, { ...query, playerId });
  }
}

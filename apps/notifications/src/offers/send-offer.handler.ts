import { type Done, type SendOffer } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MessagesService } from '../messages/messages.service.js';

export class SendOfferCommand extends Command<Done> {
  constructor(readonly request: SendOffer) {
    super();
  }
}

/**
 * Queues an offer. Nothing is decided here: whether the player may see it is asked when it is about to leave, and
 * until then it is not in the lobby either.
 * Key: player and offerId. Locks: none. Tells: nothing yet. Refuses: nothing.
 */
@CommandHandler(SendOfferCommand)
export class SendOfferHandler implements ICommandHandler<SendOfferCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly messages: MessagesService,
    private readonly clock: Clock,
  ) {}

  execute({ request: { playerId, offerId, headline, conditions, until } }: SendOfferCommand): Promise<Done> {
    return this.transactions.run(async (manager) => {
      await this.messages.add(manager, {
        playerId,
        originId: offerId,
        kind: 'offer.made',
        values: { headline, conditions, until },
        at: this.clock.now(),
        until: new Date(until),
      });
      return {};
    });
  }
}

import { commonError, type Done, updateSettings } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotificationsConfig } from '../notifications.config.js';
import { playerOf } from './unsubscribe-token.js';

export class UnsubscribeCommand extends Command<Done> {
  constructor(readonly token: string) {
    super();
  }
}

/**
 * Takes the consent to marketing by e-mail back for whoever holds a mail's link. Profile keeps the proof.
 * Key: none is needed, a repeat finds nothing to change. Locks: none. Tells: nothing. Refuses: not_found for a token
 * that we did not sign.
 */
@CommandHandler(UnsubscribeCommand)
export class UnsubscribeHandler implements ICommandHandler<UnsubscribeCommand> {
  constructor(
    private readonly bus: Bus,
    private readonly config: NotificationsConfig,
  ) {}

  async execute({ token }: UnsubscribeCommand): Promise<Done> {
    const playerId = playerOf(token, this.config.UNSUBSCRIBE_KEY);
    if (playerId === undefined) throw commonError('not_found');
    await this.bus.ask(updateSettings, { playerId, marketingByEmail: false });
    return {};
  }
}

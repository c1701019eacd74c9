import { type CheckRegistration, type RegistrationCheck } from '@croupier/contracts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SchemeChecksService } from './scheme-checks.service.js';

export class CheckRegistrationCommand extends Command<RegistrationCheck> {
  constructor(readonly request: CheckRegistration) {
    super();
  }
}

/**
 * Asks the exclusion scheme about somebody who wants an account. Who it was is kept nowhere.
 * Key: none, each registration is a check. Locks: nothing. Tells: nothing. Refuses: exclusion_scheme_unavailable.
 */
@CommandHandler(CheckRegistrationCommand)
export class CheckRegistrationHandler implements ICommandHandler<CheckRegistrationCommand> {
  constructor(private readonly checks: SchemeChecksService) {}

  async execute({ request }: CheckRegistrationCommand): Promise<RegistrationCheck> {
    return { excluded: (await this.checks.ask(request, { purpose: 'registration' })) === 'excluded' };
  }
}
